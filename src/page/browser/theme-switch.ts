import { DARK, LIGHT, type Theme } from '../../pictures/theme.js';
import { button } from './element.js';

/** Light or dark: as the system has it, until its button is used. */
export interface ThemeSwitch {
  readonly control: HTMLButtonElement;
  readonly theme: () => Theme;
}

export function themeSwitch(changed: () => void): ThemeSwitch {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen: boolean | undefined;
  const isDark = (): boolean => chosen ?? system.matches;
  const control = button('Dark', 'Dark colours', () => {
    chosen = !isDark();
    apply();
    changed();
  });
  const apply = (): void => {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    control.setAttribute('aria-pressed', String(isDark()));
  };
  system.addEventListener('change', () => {
    apply();
    changed();
  });
  apply();
  return { control, theme: () => (isDark() ? DARK : LIGHT) };
}
