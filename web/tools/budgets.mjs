// How many bytes each part of the page may cost, compressed by gzip, all in. A part that is loaded on demand has a line
// of its own here; one without is refused by the build.

/** What people are promised of the shell with the queue. */
export const promised_first_load = 130_000;
/** This keeps it from growing unseen. */
export const first_load = 100_000;

/** By the module that is imported on demand: what it adds to the first load, with styles and what it shares. */
export const on_demand = {
    'src/routes/record_page.svelte': 44_000,
    // All but 3 KB of it is the record's own screen, from which it is opened.
    'src/features/clocks/clock_chain.svelte': 46_000,
    'src/features/clocks/recompute_dialog.svelte': 5_000,
    'src/features/versions/move_dialog.svelte': 5_000,
    // All but 3 KB of it is the record's own screen, on which it stands.
    'src/features/approvals/approval_card.svelte': 14_000,
    'src/features/delegate/delegate_dialog.svelte': 6_000,
    'src/features/record/checklist_card.svelte': 3_000,
    'src/features/record/print_dialog.svelte': 3_000,
    // All but 2 KB of it is the form's in which it stands.
    'src/features/trees/tree_walk.svelte': 11_000,
    'src/features/trees/walked_card.svelte': 2_000,
    'src/features/time/time_card.svelte': 4_000,
    'src/routes/log_page.svelte': 25_000,
    'src/routes/overview_page.svelte': 8_000,
    'src/routes/report_page.svelte': 19_000,
    'src/routes/figure_page.svelte': 6_000,
    'src/routes/calendar_page.svelte': 16_000,
    'src/routes/agreement_page.svelte': 16_000,
    'src/features/views/view_dialog.svelte': 5_000,
    'src/routes/palette_screen.svelte': 10_000,
    // The frame of a process, and then either the whole of it or one type.
    'src/routes/process_page.svelte': 4_500,
    'src/features/processes/process_screen.svelte': 10_000,
    'src/features/processes/type_screen.svelte': 17_800,
    // All but 6 KB of it is the frame in which it stands.
    'src/routes/process_proof.svelte': 11_000,
    'src/routes/process_versions.svelte': 6_000,
    // With dagre, 17 KB brotli; the rest is what it shares with the screen that it is loaded from.
    'src/features/processes/diagram.svelte': 37_400,
    'src/features/shortcuts/shortcut_sheet.svelte': 5_000,
    'sw.js': 2_000,
};
