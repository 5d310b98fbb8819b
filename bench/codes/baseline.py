"""Drain3 with the masks of its own examples: one JSON list of messages a line in, its cluster ids and CPU seconds out."""
import json
import sys
import time

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

START, END = r"((?<=[^A-Za-z0-9])|^)", r"((?=[^A-Za-z0-9])|$)"
MASKS = [
    (START + r"(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))" + END, "ID"),
    (START + r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})" + END, "IP"),
    (START + r"([0-9a-f]{6,} ?){3,}" + END, "SEQ"),
    (START + r"([0-9A-F]{4} ?){4,}" + END, "SEQ"),
    (START + r"(0x[a-f0-9A-F]+)" + END, "HEX"),
    (START + r"([\-\+]?\d+)" + END, "NUM"),
    (r"(?<=executed cmd )(\".+?\")", "CMD"),
]

for line in sys.stdin:
    config = TemplateMinerConfig()
    config.masking_instructions = [MaskingInstruction(pattern, name) for pattern, name in MASKS]
    miner = TemplateMiner(config=config)
    started = time.process_time()
    clusters = [miner.add_log_message(message)["cluster_id"] for message in json.loads(line)]
    print(json.dumps({"clusters": clusters, "seconds": time.process_time() - started}), flush=True)
