import { useEffect, useState, useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const DARK = matchMedia('(prefers-color-scheme: dark)');

function onChange(changed: () => void): () => void {
  DARK.addEventListener('change', changed);
  return () => DARK.removeEventListener('change', changed);
}

/** The system's theme until the person chooses; the choice is kept. */
export function useTheme(): { theme: Theme; toggle(): void } {
  const system = useSyncExternalStore<Theme>(onChange, () => (DARK.matches ? 'dark' : 'light'));
  const [chosen, setChosen] = useState(() => localStorage.getItem('theme') as Theme | null);
  const theme = chosen ?? system;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', other);
    setChosen(other);
  };
  return { theme, toggle };
}
