#include "rehearse/cover.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "process/describe.hpp"
#include "process/moves.hpp"

namespace reeve::rehearse {
namespace {

// Rows count from 1, in events too.
std::string row_part(std::string_view table, std::int64_t row) {
    return fmt::format("row {} of table {}", row, table);
}

std::string approval_part(std::string_view type, std::string_view approval) {
    return fmt::format("approval {}.{}", type, approval);
}

std::string limit_part(std::string_view type, std::string_view limit) {
    return fmt::format("limit {}.{}", type, limit);
}

std::string notice_part(std::string_view notice) {
    return fmt::format("notice {}", notice);
}

std::string state_part(std::string_view type, std::string_view state) {
    return fmt::format("state {}.{}", type, state);
}

std::string act_part(std::string_view type, std::string_view act) {
    return fmt::format("act {}.{}", type, act);
}

std::string rule_part(std::string_view type, std::string_view rule) {
    return fmt::format("rule {}.{}", type, rule);
}

void add_rows(const Json& tables, Parts& onto) {
    if (!tables.is_object()) return;
    for (const auto& [table, rows] : tables.object())
        for (const Json& row : rows.array()) onto.insert(row_part(table, row.integer()));
}

bool names(const process::Rule& rule, std::string_view state) {
    return rule.condition.source.find(fmt::format("'{}'", state)) != std::string::npos ||
           rule.condition.source.find(fmt::format("\"{}\"", state)) != std::string::npos;
}

bool speaks_of(const process::RecordType& type, const process::Rule& rule, std::string_view state) {
    const auto index = type.state(state);
    if (!index || rule.kind == process::Rule::Kind::eventually) return false;  // its clock tells
    if (rule.kind == process::Rule::Kind::before) return process::is_within(type, *index, rule.state);
    const bool names_any =
        std::ranges::any_of(type.states, [&](const process::State& one) { return names(rule, one.name); });
    return !names_any || std::ranges::any_of(process::around(type, *index), [&](process::Index one) {
        return names(rule, type.states[one].name);
    });
}

// What a change is an example of: an approval's round, a limit that counts, a notice, a rule's clock.
void add_parts(const process::Process& process, std::string_view type, const records::Change& change,
               Parts& onto) {
    if (const auto* opened = std::get_if<records::RoundOpened>(&change))
        onto.insert(approval_part(type, opened->approval));
    if (const auto* held = std::get_if<records::LimitHeld>(&change))
        onto.insert(limit_part(type, held->limit));
    if (const auto* told = std::get_if<records::Noticed>(&change)) onto.insert(notice_part(told->notice));
    const auto* clock = std::get_if<records::ClockSet>(&change);
    const auto index = clock != nullptr ? process.type(type) : std::nullopt;
    if (!index) return;
    for (const process::Rule& rule : process.types[*index].rules)
        if (rule.kind == process::Rule::Kind::eventually && rule.name == clock->clock)
            onto.insert(rule_part(type, rule.name));
}

}  // namespace

void Cover::take(std::span<const records::Event> events, bool expects) {
    for (const records::Event& event : events) {
        Seen& seen = seen_[event.stream];
        for (const records::Change& change : event.changes)
            if (const auto* born = std::get_if<records::Born>(&change)) {
                seen.type = born->type;
                by_number_[born->number] = event.stream;
            }
        if (seen.type.empty()) continue;
        // What an earlier version has proves nothing of this one.
        seen.ours = event.process == process_.id && event.process_version == process_.version;
        const bool counts = expects && seen.ours;
        if (const Json* tables = event.facts.find("tables"); tables != nullptr && seen.ours)
            add_rows(*tables, expects ? touched_ : seen.rows);
        if (counts && !event.act.empty()) touched_.insert(act_part(seen.type, event.act));
        for (const records::Change& change : event.changes) {
            if (const auto* entered = std::get_if<records::StateEntered>(&change))
                seen.state = entered->state;
            if (const auto* leg = std::get_if<records::LegOpened>(&change)) seen.holder = leg->holder.role;
            if (counts) add_parts(process_, seen.type, change, touched_);
        }
        if (counts) touch_state(seen);
    }
}

Cover::Seen* Cover::find(std::string_view number) {
    const auto id = by_number_.find(number);
    return id == by_number_.end() ? nullptr : &seen_[id->second];
}

void Cover::touch_state(const Seen& seen) {
    if (!seen.ours) return;
    touched_.insert(state_part(seen.type, seen.state));
    const auto type = process_.type(seen.type);
    if (!type) return;
    for (const process::Rule& rule : process_.types[*type].rules)
        if (speaks_of(process_.types[*type], rule, seen.state))
            touched_.insert(rule_part(seen.type, rule.name));
}

void Cover::look_at(std::string_view number) {
    Seen* seen = find(number);
    if (seen == nullptr) return;
    touched_.merge(seen->rows);
    touch_state(*seen);
}

void Cover::ask_state(std::string_view number, std::string_view state) {
    const Seen* seen = find(number);
    if (seen != nullptr && seen->ours) touched_.insert(state_part(seen->type, state));
}

void Cover::ask_act(std::string_view number, std::string_view act) {
    const Seen* seen = find(number);
    if (seen == nullptr || !seen->ours) return;
    touched_.insert(act_part(seen->type, act));
    const auto type = process_.type(seen->type);
    const auto index = type ? process_.types[*type].act(act) : std::nullopt;
    if (index) touch_ends(*seen, process_.types[*type].acts[*index]);
}

void Cover::touch_ends(const Seen& seen, const process::Act& act) {
    if (!act.hand_over) return;
    for (const process::Table& table : process_.tables) {
        const bool asked =
            act.hand_over->source.find(fmt::format("tables.{}(holder)", table.name)) != std::string::npos;
        if (!asked || table.in.size() != 1) continue;
        const cel::Value holder{seen.holder};
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            if (table.rows[row].in.front().holds(holder) &&
                std::ranges::all_of(table.rows[row].out, [](const cel::Value& out) { return out.is_null(); }))
                touched_.insert(row_part(table.name, static_cast<std::int64_t>(row) + 1));
    }
}

void Cover::rest_on(const Foundation& part) {
    if (part.kind == "rule" || part.kind == "limit") touched_.insert(part.kind + " " + part.path);
    if (part.kind != "row") return;
    // Cells as their writer knows them.
    const Json described = process::describe(process_, "en");
    for (const Json& table : described.find("tables")->array()) {
        if (table.string_or_empty("name") != part.path) continue;
        const JsonArray& rows = table.find("rows")->array();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const JsonArray& cells = rows[i].array();
            if (cells.size() > part.in.size() &&
                std::equal(part.in.begin(), part.in.end(), cells.begin(),
                           [](const std::string& text, const Json& cell) { return cell == Json(text); })) {
                touched_.insert(row_part(part.path, static_cast<std::int64_t>(i) + 1));
                return;
            }
        }
    }
}

std::vector<std::string> untouched_parts(const process::Process& process, const Parts& touched) {
    std::vector<std::string> left;
    const auto ask = [&](std::string part, int line) {
        if (touched.contains(part)) return;
        left.push_back(line > 0 ? fmt::format("{} (line {})", part, line) : std::move(part));
    };
    for (const process::Table& table : process.tables)
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            ask(row_part(table.name, static_cast<std::int64_t>(row) + 1), table.rows[row].line);
    for (const process::Notice& notice : process.notices) ask(notice_part(notice.name), notice.line);
    for (const process::RecordType& type : process.types) {
        for (const process::State& state : type.states)
            if (state.leaf) ask(state_part(type.name, state.name), 0);
        for (const process::Act& act : type.acts) ask(act_part(type.name, act.name), act.line);
        for (const process::Rule& rule : type.rules) ask(rule_part(type.name, rule.name), rule.line);
        for (const process::Limit& limit : type.limits) ask(limit_part(type.name, limit.name), limit.line);
        for (const process::Approval& approval : type.approvals)
            ask(approval_part(type.name, approval.name), approval.line);
    }
    return left;
}

}  // namespace reeve::rehearse
