// Entries of a register whose rows say otherwise from now on: clocks that run count by them.
#include <algorithm>

#include "records/clocks_moved.hpp"
#include "records/register_internal.hpp"
#include "records/rows_turned_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

bool same_value(const Json* a, const Json* b) {
    return (a == nullptr || b == nullptr) ? a == b : *a == *b;
}

bool calls(const process::Expression& expression, int function) {
    return std::ranges::any_of(expression.program.reads().functions,
                               [&](const cel::FunctionRead& read) { return read.id == function; });
}

// A computed field that a clock reads has the value that it was given last: no row changes that one.
bool counts_by(const process::Clock& clock, int function) {
    return (clock.limit && calls(*clock.limit, function)) ||
           (clock.alive_while && calls(*clock.alive_while, function)) ||
           std::ranges::any_of(clock.stops, [&](const process::ClockStop& stop) {
               return stop.condition && calls(*stop.condition, function);
           });
}

bool has_rows_of(const process::Process& process, const process::Table& table,
                 const process::RecordType& type) {
    return table.from && &process.types[table.from->type] == &type;
}

bool counts_by(const process::Process& process, const process::RecordType& of, const process::Table& table) {
    const int function =
        static_cast<int>(process::Function::first_table) + static_cast<int>(&table - process.tables.data());
    return std::ranges::any_of(of.clocks,
                               [&](const process::Clock& clock) { return counts_by(clock, function); });
}

// Whether the table has rows of that register, and some clock counts by them.
bool is_of_clocks(const process::Process& process, const process::RecordType& type,
                  const process::Table& table) {
    return has_rows_of(process, table, type) &&
           std::ranges::any_of(process.types,
                               [&](const process::RecordType& of) { return counts_by(process, of, table); });
}

bool moves_clocks_by_rows(const process::Process& process, const process::RecordType& type) {
    return type.is_register && std::ranges::any_of(process.tables, [&](const process::Table& table) {
               return is_of_clocks(process, type, table);
           });
}

// Whether both entries say the same row in each table by which a clock counts.
bool same_rows(const process::Process& process, const process::RecordType& type, const Record& a,
               const Record& b) {
    const auto same = [&](process::Index field) {
        return same_value(a.field(type.fields[field].name), b.field(type.fields[field].name));
    };
    return std::ranges::all_of(process.tables, [&](const process::Table& table) {
        return !is_of_clocks(process, type, table) ||
               (std::ranges::all_of(table.from->in, same) && std::ranges::all_of(table.from->out, same));
    });
}

// Until when clocks were told what the entry says: just before it turns where that is due and was not told
// yet.
Instant told_until(const Record& entry, Instant at) {
    const auto armed = std::ranges::find(entry.timers, effect_timer, &ArmedTimer::act);
    const bool turned = armed == entry.timers.end() || armed->due > at;
    return turned ? at : armed->due - Duration{1};
}

}  // namespace

std::vector<std::string> types_counting_by(const process::Process& process, std::string_view register_type) {
    std::vector<std::string> types;
    const auto entries = process.type(register_type);
    for (const process::RecordType& of : process.types)
        if (entries && std::ranges::any_of(process.tables, [&](const process::Table& table) {
                return has_rows_of(process, table, process.types[*entries]) && counts_by(process, of, table);
            }))
            types.push_back(of.name);
    return types;
}

bool turns_rows(const Draft& draft) {
    const process::RecordType& type = *draft.type;
    if (!moves_clocks_by_rows(*draft.process, type)) return false;
    const Instant at = draft.events.front().occurred_at;
    const bool was = draft.before != nullptr && in_effect(type, *draft.before, told_until(*draft.before, at));
    const bool is = in_effect(type, draft.record, at);
    return was != is || (is && !same_rows(*draft.process, type, *draft.before, draft.record));
}

void settle_effect(Decision& decision, Draft& draft) {
    if (!moves_clocks_by_rows(*draft.process, *draft.type)) return;
    const std::vector<ArmedTimer>& timers = draft.record.timers;
    const auto armed = std::ranges::find(timers, effect_timer, &ArmedTimer::act);
    const std::optional<Instant> was = armed != timers.end() ? std::optional(armed->due) : std::nullopt;
    const std::optional<Instant> next = effect_turns(*draft.type, draft.record, draft.event->occurred_at);
    if (was == next) return;
    if (next)
        decision.change(draft, TimerArmed{std::string(effect_timer), *next});
    else
        decision.change(draft, TimerDisarmed{std::string(effect_timer)});
}

Outcome<Plan> decide_effect(Situation& situation, const Command& command) {
    const auto turn = [&](Decision& decision, Draft& draft) {
        decision.begin(draft, "effect_turned", decision.doer, "internal", command.cause);
        decision.change(draft, TimerDisarmed{std::string(effect_timer)});
        Deed deed;
        deed.doer = decision.doer;
        deed.cause = command.cause;
        settle_event(decision, draft, deed, false);
        decision.finish(draft);
    };
    return take_what_happened(situation, command, turn)->conclude();
}

}  // namespace reeve::records
