// Debian's Chromium, without a window and without calls of its own to anywhere.

import { chromium } from 'playwright-core';

/**
 * A browser that keeps whatever its pages complain of: `complaints` are the errors and warnings of all consoles, and
 * what no page caught, but for those that fit one of `provoked`, which a test adds to when it provokes one. `letters_px`
 * is how large its person has it write.
 */
export async function open_browser({ letters_px = null } = {}) {
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        headless: true,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-dev-shm-usage',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-default-apps',
            '--disable-sync',
            '--no-first-run',
            ...(letters_px === null ? [] : [`--blink-settings=defaultFontSize=${letters_px},primaryPointerType=4,availablePointerTypes=4`]),
        ],
    });
    const told = [];
    const open_context = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
        const context = await open_context(options);
        context.on('weberror', (error) => told.push(String(error.error())));
        context.on('console', (message) => {
            if (['error', 'warning'].includes(message.type())) {
                told.push(`${message.text()} (${message.location().url})`);
            }
        });
        return context;
    };
    browser.provoked = [];
    Object.defineProperty(browser, 'complaints', {
        get: () => told.filter((text) => !browser.provoked.some((known) => known.test(text))),
    });
    return browser;
}
