# sysmon, and nothing that it does not need: docs/operating.md says how to run it, test/docker/image.test.ts what is promised of it.

FROM node:24-bookworm-slim AS node

# No script of a package runs: those with native code bring it built.
FROM node AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Node loads no TypeScript out of node_modules, maps and manuals are for people, and charts use one file of echarts/dist: that is half of all bytes.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --no-update-notifier \
 && rm -rf ~/.npm \
 && find node_modules -type f \
      \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.md' \) \
      ! -iname '*licen[cs]e*' -delete \
 && find node_modules/echarts/dist -type f ! -name echarts.esm.min.mjs -delete \
 && find node_modules -type d -empty -delete

# Node without npm: a bot installs nothing.
FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="sysmon" \
      org.opencontainers.image.description="Monitoring that lives in Slack" \
      org.opencontainers.image.licenses="MIT"
COPY --from=node /usr/local/bin/node /usr/local/bin/node
RUN groupadd --gid 1000 node \
 && useradd --uid 1000 --gid node --no-create-home --home-dir /app --shell /usr/sbin/nologin node \
 && node --version
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json sysmon.example.yaml ./
COPY handlers handlers
COPY jobs jobs
COPY src src
ENV NODE_ENV=production
USER 1000:1000
EXPOSE 8080 3000
STOPSIGNAL SIGTERM
# Whether the process answers, not whether its store does: an outage is nothing that a restart mends.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD node src/cli/healthy.ts "http://127.0.0.1:${HTTP_PORT:-8080}/healthz"
CMD ["node", "--max-old-space-size=512", "--max-semi-space-size=16", "src/main.ts"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.version=$VERSION org.opencontainers.image.revision=$REVISION
