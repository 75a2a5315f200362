// Light, dark, or as the device has it; public/theme.js shows it.

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const slot = 'reeve.theme';

class ThemeChoice {
    chosen = $state<Theme>(read());

    choose(theme: Theme): void {
        this.chosen = theme;
        try {
            if (theme === 'system') {
                localStorage.removeItem(slot);
            } else {
                localStorage.setItem(slot, theme);
            }
        } catch {
            // Then the device's own stays.
        }
        dispatchEvent(new Event('reeve-theme'));
    }
}

export const theme = new ThemeChoice();

function read(): Theme {
    try {
        const found = localStorage.getItem(slot);
        return themes.find((each) => each === found) ?? 'system';
    } catch {
        return 'system';
    }
}
