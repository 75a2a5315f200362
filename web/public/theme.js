// Runs before the first paint: light or dark, as this device or whoever sits at it wants. Kept small; no module, so
// that the page waits for it.
(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const show = () => {
        let chosen = null;
        try {
            chosen = localStorage.getItem('reeve.theme');
        } catch {
            // A forbidden store leaves it to the device.
        }
        const wanted = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
        document.documentElement.dataset.theme = wanted;
    };
    dark.addEventListener('change', show);
    addEventListener('storage', show);
    addEventListener('reeve-theme', show);
    show();
})();
