import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

/** The system's theme until the person chooses; the choice is kept. */
export function useTheme(): { theme: Theme; toggle(): void } {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem('theme') as Theme | null) ?? system);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', other);
    setTheme(other);
  };
  return { theme, toggle };
}
