// Tables whose rows are entries of a register (G3): in effect now, before the rows of the process.
#include <fmt/format.h>

#include <algorithm>

#include "process/limit_columns.hpp"
#include "process/span.hpp"
#include "process/types.hpp"
#include "records/activation_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/register_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::Cell;

// What is left open fits everything; of an organisation it is the name.
Cell cell_of(const process::Field& field, const Json* kept, const Directory& directory) {
    Cell cell;
    cel::Value value = seen_value(field, kept, directory);
    if (value.is_null()) return cell;
    if (field.kind == process::FieldKind::organisation)
        value = value.object().field(static_cast<std::size_t>(process::OrganisationMember::name));
    cell.kind = Cell::Kind::of;
    cell.values.push_back(std::move(value));
    return cell;
}

// A length of time as the entry says it, in hours or in working days.
std::optional<process::Span> length_of(const process::Field& field, const Json* kept) {
    if (field.kind != process::FieldKind::duration || kept == nullptr || !kept->is_string())
        return std::nullopt;
    return process::parse_span(kept->string());
}

cel::Value output_of(const process::Field& field, const Json* kept, const Directory& directory) {
    const auto length = length_of(field, kept);
    return length ? process::span_value(*length) : seen_value(field, kept, directory);
}

process::Row row_of(const process::Table& table, const process::RecordType& type, const Record& entry,
                    const Directory& directory) {
    process::Row row;
    for (const process::Index in : table.from->in)
        row.in.push_back(cell_of(type.fields[in], entry.field(type.fields[in].name), directory));
    for (const process::Index out : table.from->out)
        row.out.push_back(output_of(type.fields[out], entry.field(type.fields[out].name), directory));
    row.result = cel::Value::object(table.result, row.out);
    return row;
}

bool meet(const Cell& a, const Cell& b) {
    return a.kind == Cell::Kind::any || b.kind == Cell::Kind::any || a.values == b.values;
}

// Whether some input at some instant would find both.
bool overlap(const process::Table& table, const process::RecordType& type, const Record& a, const Record& b,
             const Directory& directory) {
    if (!in_effect_together(type, a, b)) return false;
    const process::Row left = row_of(table, type, a, directory);
    const process::Row right = row_of(table, type, b, directory);
    for (std::size_t c = 0; c < left.in.size(); ++c)
        if (!meet(left.in[c], right.in[c])) return false;
    return true;
}

// A row that allows no time at all is no figure that anybody could keep to.
void check_lengths(Decision& decision, const Draft& draft, const process::Table& table) {
    for (const process::Index out : table.from->out) {
        const process::Field& field = draft.type->fields[out];
        if (length_of(field, draft.record.field(field.name)) == process::Span{})
            decision.miss(draft, "table:" + table.name, field.name,
                          fmt::format("{} allows no time at all.",
                                      process::shown(field.title, field.name, decision.language)));
    }
}

// The clock that counts working time, or round the clock, by that column of the table; null where none does.
const process::Clock* clock_by(const process::Process& process, process::Index table, std::string_view column,
                               bool always) {
    for (const process::RecordType& type : process.types)
        for (const process::Clock& clock : type.clocks)
            if (clock.calendar.always() == always && process::takes_limit_from(clock, table, column))
                return &clock;
    return nullptr;
}

// What was sent for the field of the entry that is written itself; null where nothing was.
const std::string* sent_for(Decision& decision, const Draft& draft, const process::Field& field) {
    if (decision.drafts().front().get() != &draft) return nullptr;
    const Json* sent = decision.command.fields.find(field.name);
    return sent != nullptr && sent->is_string() ? &sent->string() : nullptr;
}

// Why the length cannot be said so, of a clock that takes its limit from it; nothing where it can.
std::string wrong_units(const process::Process& process, process::Index table, std::string_view column,
                        const std::string& sent, std::string_view language) {
    const auto span = process::parse_span(sent);
    if (!span) return {};
    const std::size_t wd = sent.find("wd");
    const process::Clock* always = wd != std::string::npos ? clock_by(process, table, column, true) : nullptr;
    if (always != nullptr)
        return fmt::format("'{}' is working days, but '{}' counts round the clock; say hours, such as 24h.",
                           sent, process::shown(always->title, always->name, language));
    const bool days = sent.find('d', wd != std::string::npos ? wd + 2 : 0) != std::string::npos;
    const process::Clock* working = days ? clock_by(process, table, column, false) : nullptr;
    if (working == nullptr) return {};
    const std::string hours = text_in_hours(span->exact);
    return fmt::format(
        "'{}' is days of 24 hours, but '{}' counts working time; say '{}' where so many hours of work are "
        "meant.",
        sent, process::shown(working->title, working->name, language),
        wd != std::string::npos ? sent.substr(0, wd + 2) + hours : hours);
}

// As in the rows of the process: `2d` is 48 hours, which is no length of working time that anybody means, and
// `2wd` is none where no calendar counts. Asked of what is sent; what is worked out has no units.
void check_units(Decision& decision, const Draft& draft, process::Index index) {
    const process::Table& table = draft.process->tables[index];
    for (std::size_t i = 0; i < table.from->out.size(); ++i) {
        const process::Field& field = draft.type->fields[table.from->out[i]];
        const std::string* sent = sent_for(decision, draft, field);
        if (field.kind != process::FieldKind::duration || sent == nullptr) continue;
        // What was there already may be sent back as it was read.
        const Json* before = draft.before != nullptr ? draft.before->field(field.name) : nullptr;
        if (before != nullptr && length_of(field, before) == process::parse_span(*sent)) continue;
        if (const std::string why =
                wrong_units(*draft.process, index, table.out[i].name, *sent, decision.language);
            !why.empty())
            decision.miss(
                draft, "table:" + table.name, field.name,
                fmt::format("{}: {}", process::shown(field.title, field.name, decision.language), why));
    }
}

// An organisation is asked for by its handle: a text that is the name that people see would never hold.
void check_handles(Decision& decision, const Draft& draft, process::Index index) {
    const process::Table& table = draft.process->tables[index];
    const Directory& directory = decision.directory();
    for (std::size_t i = 0; i < table.from->in.size(); ++i) {
        const process::Field& field = draft.type->fields[table.from->in[i]];
        const std::string* sent = sent_for(decision, draft, field);
        if (field.kind != process::FieldKind::text || sent == nullptr) continue;
        if (directory.organisation(*sent) != nullptr || !process::asked_by_handle(*draft.process, index, i))
            continue;
        const auto& all = directory.organisations();
        const auto shown = std::ranges::find(all, *sent, &Organisation::display);
        if (shown != all.end())
            decision.miss(draft, "table:" + table.name, field.name,
                          fmt::format("{}: {} is asked for as '{}' here; as '{}' the entry would never hold.",
                                      process::shown(field.title, field.name, decision.language), *sent,
                                      shown->name, *sent));
    }
}

// Asked where these instants are said, not of what was taken before.
void check_effective(Decision& decision, const Draft& draft) {
    const process::RecordType& type = *draft.type;
    if (ever_in_effect(type, draft.record)) return;
    if (draft.before != nullptr && !ever_in_effect(type, *draft.before)) return;
    const auto shown = [&](std::optional<process::Index> field) {
        return process::shown(type.fields[*field].title, type.fields[*field].name, decision.language);
    };
    decision.miss(draft, "effective", type.fields[*type.effective_until].name,
                  fmt::format("{} is not later than {}: the entry would never count.",
                              shown(type.effective_until), shown(type.effective_from)));
}

}  // namespace

void ChosenRows::add(const ChosenRows& other) {
    for (const auto& [table, chosen] : other.rows) rows[table].insert(chosen.begin(), chosen.end());
    for (const auto& [table, chosen] : other.entries) entries[table].insert(chosen.begin(), chosen.end());
}

std::optional<EntryRows> entry_rows(const process::Process& process, const process::Table& table,
                                    const Directory& directory, Facts& facts, Instant at) {
    const process::RecordType& type = process.types[table.from->type];
    const std::vector<const Record*> entries = facts.entries(process, type, entries_max);
    if (entries.size() > entries_max) return std::nullopt;
    EntryRows made;
    for (const Record* entry : entries) {
        if (!in_effect(type, *entry, at)) continue;
        made.rows.push_back(row_of(table, type, *entry, directory));
        made.numbers.push_back(entry->number);
    }
    return made;
}

std::optional<cel::Value> View::entries_of(process::Index index,
                                           std::span<const cel::Value> arguments) const {
    const process::Table& table = process_.tables.at(index);
    if (facts_ == nullptr) return cel::Value::error(cel::ErrorKind::host, "registers are not read here");
    const auto made = entry_rows(process_, table, directory_, *facts_, now_);
    if (!made)
        return cel::Value::error(cel::ErrorKind::host, fmt::format("the table '{}' has more than {} entries",
                                                                   table.name, entries_max));
    const std::vector<std::size_t> found = table.hits(made->rows, arguments);
    if (found.empty()) return std::nullopt;
    if (rows_ != nullptr)
        for (const std::size_t row : found) rows_->entries[index].insert(made->numbers[row]);
    return table.result_of(made->rows, found);
}

void check_entry(Decision& decision, const Draft& draft) {
    if (!draft.type->is_register || draft.record.end) return;
    check_effective(decision, draft);
    const auto& tables = draft.process->tables;
    for (process::Index i = 0; i < tables.size(); ++i) {
        if (!tables[i].from || &draft.process->types[tables[i].from->type] != draft.type) continue;
        check_lengths(decision, draft, tables[i]);
        check_units(decision, draft, i);
        check_handles(decision, draft, i);
    }
    for (const process::Table& table : draft.process->tables) {
        const bool one = table.hit == process::Hit::unique && table.from;
        if (!one || &draft.process->types[table.from->type] != draft.type) continue;
        Facts& facts = *decision.situation.facts;
        for (const Record* other : facts.entries(*draft.process, *draft.type, entries_max)) {
            if (other->id == draft.record.id) continue;
            if (!overlap(table, *draft.type, draft.record, *other, decision.directory())) continue;
            const bool is_known = facts.record(other->number) != nullptr;
            return decision.miss(
                draft, "table:" + table.name, "",
                fmt::format("{} says already what holds here: the table '{}' has one row for each case.",
                            is_known ? other->number : "Another entry",
                            process::shown(table.title, table.name, decision.language)));
        }
    }
}

}  // namespace reeve::records
