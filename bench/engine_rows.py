"""What runs inside the program, without socket or desk: working time and expressions."""

import programs


def measure(build, table):
    engine = build / "bench" / "bench_engine"
    table.head("Engine, in the process, one thread")
    time = programs.run(engine, "working-time")
    table.row("add 80 working hours (limit: a cctz conversion)", f"{time['due_ns']:.0f} ns", f"{time['conversion_ns']:.0f} ns",
              time["due_ns"] / time["conversion_ns"], "< 1000 ns", time["due_ns"] < 1000)
    table.row("working time between two instants", f"{time['elapsed_ns']:.0f} ns", f"{time['conversion_ns']:.0f} ns",
              time["elapsed_ns"] / time["conversion_ns"])
    guards = programs.run(engine, "guards")
    table.row("a rule in CEL (limit: the same in C++)", f"{guards['rule_ns']:.0f} ns", f"{guards['bare_ns']:.0f} ns",
              guards["rule_ns"] / guards["bare_ns"])
    table.row("a longer need in CEL", f"{guards['need_ns']:.0f} ns")
