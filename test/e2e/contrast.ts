import type { Page } from 'playwright-core';

/** Texts on the page that are too pale for their ground by WCAG AA (4.5:1, large ones 3:1), each with its ratio. */
export function paleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (color: string): number[] => {
      if (!canvas) return [];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (color: number[]): number => {
      const [red = 0, green = 0, blue = 0] = color.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255];
      const color = rgba(getComputedStyle(element).backgroundColor);
      const alpha = (color[3] ?? 0) / 255;
      if (alpha === 1) return color.slice(0, 3);
      const below = groundOf(element.parentElement);
      return below.map((part, index) => part * (1 - alpha) + (color[index] ?? 0) * alpha);
    };
    const ratio = (element: Element): number => {
      const ink = luminance(rgba(getComputedStyle(element).color).slice(0, 3));
      const ground = luminance(groundOf(element));
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    };
    const holdsText = ({ childNodes }: Element) =>
      [...childNodes].some(({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim());
    return [...document.querySelectorAll('body *')]
      .filter((element) => holdsText(element) && element.checkVisibility() && !element.closest('svg'))
      .filter((element) => {
        const { fontSize, fontWeight } = getComputedStyle(element);
        const size = Number.parseFloat(fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
        return ratio(element) < (isLarge ? 3 : 4.5);
      })
      .map(
        (element) =>
          `${ratio(element).toFixed(2)} ${element.className} "${element.textContent?.slice(0, 40)}"`,
      );
  });
}
