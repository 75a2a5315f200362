#include "import/read_life.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/integer.hpp"
#include "base/text.hpp"
#include "process/span.hpp"

namespace reeve::import {

constexpr std::size_t title_max = 200;  // characters
constexpr std::size_t text_max = 20'000;

using process::FieldKind;
using process::Otherwise;
using records::ImportedLife;
using records::ImportedRow;

namespace {

// "TRUE", "yes", "1".
std::optional<bool> truth_of(std::string_view text) {
    const std::string word = lower_ascii(text);
    if (word == "true" || word == "yes" || word == "y" || word == "1") return true;
    if (word == "false" || word == "no" || word == "n" || word == "0") return false;
    return std::nullopt;
}

// At most so many characters, the last of them an ellipsis where something was cut off.
std::string cut_to(std::string_view text, std::size_t most) {
    if (length_utf8(text) <= most) return std::string(text);
    std::size_t bytes = 0;
    for (std::size_t characters = 0; bytes < text.size(); ++bytes) {
        const bool starts = (static_cast<unsigned char>(text[bytes]) & 0xC0) != 0x80;
        if (starts && ++characters == most) break;
    }
    return std::string(text.substr(0, bytes)) + "…";
}

// A text of one line has no line ends.
std::string on_one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

}  // namespace

// What is remembered from row to row.
struct LifeReader::Life {
    Cast& cast;
    Batch& batch;
    ImportedLife life;
    std::vector<std::size_t> of_row;            // of each of life.rows, which of the rows given it is
    std::string why;                            // of the row that is rejected
    std::optional<process::Index> state;        // as the last row that said one has it
    std::map<process::Index, Instant> entered;  // last
    int reopened = 0;
    std::map<process::Index, std::string> seen;  // of fields whose changes are counted
    std::map<process::Index, int> changes;
    std::string comment;  // of the last row
};

LifeReader::LifeReader(const process::ImportMapping& mapping, const process::Process& process,
                       const std::vector<std::string>& known)
    : mapping_(mapping), process_(process), type_(process.types[mapping.type]), known_(known) {
    key_ = places_of(mapping.key);
    at_ = places_of(mapping.at);
    born_ = places_of(mapping.born);
    channel_ = places_of(mapping.channel);
    reporter_ = places_of(mapping.reporter.columns);
    logged_by_ = places_of(mapping.logged_by.columns);
    by_ = places_of(mapping.by.columns);
    assignee_ = places_of(mapping.assignee.columns);
    state_ = places_of(mapping.state.columns);
    priority_ = places_of(mapping.priority);
    title_ = bound(mapping.record_title);
    description_ = bound(mapping.description);
    comment_ = bound(mapping.comment);
    for (const process::FieldFrom& from : mapping.fields)
        fields_.push_back({&from, &type_.fields[from.field], places_of(from.columns), bound(from.text)});
}

LifeReader::Places LifeReader::places_of(const process::Columns& columns) const {
    Places places;
    for (const std::string& name : columns.names)
        places.push_back(
            static_cast<std::size_t>(std::lower_bound(known_.begin(), known_.end(), name) - known_.begin()));
    return places;
}

LifeReader::Alternatives LifeReader::bound(const process::TextFrom& text) const {
    Alternatives all;
    for (const process::Template& pieces : text.alternatives) {
        auto& alternative = all.emplace_back();
        for (const process::TemplatePiece& piece : pieces)
            alternative.push_back(
                {piece.column, piece.column ? places_of({{piece.text}, 0}).front() : 0, piece.text});
    }
    return all;
}

std::string_view LifeReader::filled(const Cells& cells, const Places& places) {
    for (const std::size_t place : places)
        if (!cells[place].empty()) return cells[place];
    return {};
}

std::string LifeReader::text_of(const Cells& cells, const Alternatives& text) {
    for (const auto& pieces : text) {
        const auto empty = [&](const Piece& piece) { return piece.column && cells[piece.place].empty(); };
        if (std::any_of(pieces.begin(), pieces.end(), empty)) continue;
        std::string whole;
        for (const Piece& piece : pieces) whole += piece.column ? cells[piece.place] : piece.text;
        return whole;
    }
    return {};
}

std::optional<Instant> LifeReader::instant(std::string_view text) const {
    for (const calendar::DateForm& form : mapping_.dates)
        if (const auto at = form.read(text, mapping_.zone)) return at;
    return std::nullopt;
}

std::expected<std::string, std::string> LifeReader::key(const Cells& cells) const {
    const std::string_view key = filled(cells, key_);
    constexpr std::size_t key_max = 200;
    if (key.empty())
        return std::unexpected(fmt::format("{} is empty, so it is not known which record the row belongs to",
                                           mapping_.key.names.front()));
    if (key.size() > key_max)
        return std::unexpected(fmt::format("{} has more than {} bytes", mapping_.key.names.front(), key_max));
    return std::string(key);
}

std::expected<Instant, std::string> LifeReader::at(const Cells& cells) const {
    const std::string_view text = filled(cells, at_);
    if (const auto at = instant(text)) return *at;
    return std::unexpected(text.empty() ? fmt::format("{} is empty, so it is not known when the row held",
                                                      mapping_.at.names.front())
                                        : fmt::format("{} is '{}', which is no date of the mapping's forms",
                                                      mapping_.at.names.front(), text));
}

ImportedLife LifeReader::read(std::span<const SortedRow> rows, Cast& cast, Batch& batch,
                              std::vector<RejectedRow>& rejected) const {
    Life life{cast, batch, {}, {}, {}, {}, {}, 0, {}, {}, {}};
    read_head(rows, life);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ImportedRow row;
        row.at = rows[i].at;
        row.line = rows[i].line;
        row.hash = rows[i].hash;
        if (!read_row(rows[i], life, row)) {
            rejected.push_back({i, std::move(life.why)});
            continue;
        }
        life.life.rows.push_back(std::move(row));
        life.of_row.push_back(i);
    }
    flag_backward(rows, life);
    if (!life.life.rows.empty()) flag_differing(rows, life);
    return std::move(life.life);
}

// What is said once of a record: as its first row has it that says it.
void LifeReader::read_head(std::span<const SortedRow> rows, Life& life) const {
    const auto first = [&](const Places& places) -> std::string_view {
        for (const SortedRow& row : rows)
            if (const std::string_view cell = filled(row.cells, places); !cell.empty()) return cell;
        return {};
    };
    life.life.key = rows.front().key;
    life.life.type = type_.name;
    life.life.born = instant(first(born_));
    const std::string_view channel = first(channel_);
    if (!channel.empty()) {
        const auto found = mapping_.channels.words.find(channel);
        if (found)
            life.life.channel = mapping_.channels.targets[*found];
        else if (mapping_.channels.otherwise == Otherwise::value)
            life.life.channel = mapping_.channels.otherwise_value;
        else if (mapping_.channels.words.empty())
            life.life.channel = lower_ascii(channel);
    }
    const auto person = [&](const Places& places, const process::PersonFrom& from) {
        return life.cast.person(from.prefix, first(places), from.role, life.batch);
    };
    life.life.reporter = person(reporter_, mapping_.reporter);
    life.life.logged_by = person(logged_by_, mapping_.logged_by);
}

bool LifeReader::read_row(const SortedRow& row, Life& life, ImportedRow& onto) const {
    if (!read_state(row.cells, life, onto)) return false;
    for (const BoundField& bound : fields_)
        if (!read_field(row.cells, bound, life, onto)) return false;
    if (!read_priority(row.cells, life, onto)) return false;
    if (std::string title = text_of(row.cells, title_); !title.empty()) onto.title = std::move(title);
    if (std::string text = text_of(row.cells, description_); !text.empty())
        onto.description = std::move(text);
    std::string comment = text_of(row.cells, comment_);
    // A file of snapshots repeats a comment in each of them.
    if (comment != life.comment) onto.comment = comment;
    life.comment = std::move(comment);
    if (!onto.comment.empty())
        onto.audience = mapping_.comment_audience == process::Audience::open_to_all ? "public" : "internal";
    const auto person = [&](const Places& places, const process::PersonFrom& from) {
        return life.cast.person(from.prefix, filled(row.cells, places), from.role, life.batch);
    };
    onto.by = person(by_, mapping_.by);
    if (!assignee_.empty()) onto.assignee = person(assignee_, mapping_.assignee);
    return true;
}

bool LifeReader::read_state(const Cells& cells, Life& life, ImportedRow& onto) const {
    const process::StateFrom& from = mapping_.state;
    const std::string_view word = filled(cells, state_);
    const auto found = word.empty() ? std::nullopt : from.words.find(word);
    const process::ImportedState* target = found ? &from.targets[*found] : nullptr;
    if (!target && from.otherwise == Otherwise::value) target = &from.otherwise_state;
    if (!target) {
        const std::string said = word.empty()
                                     ? "the row says no state"
                                     : fmt::format("the state '{}' is not one of the mapping's", word);
        if (from.otherwise == Otherwise::reject) {
            life.why = said;
            return false;
        }
        if (from.otherwise == Otherwise::keep)
            onto.flags.push_back(
                said + (life.state ? ": the record stays as it was" : ": the record begins as a new one"));
        return true;
    }
    const process::Index before = life.state.value_or(type_.start);
    if (!life.state || before != target->state) life.entered[target->state] = onto.at;
    if (!type_.states[before].open && type_.states[target->state].open) ++life.reopened;
    life.state = target->state;
    onto.state = type_.states[target->state].name;
    for (const process::Index field : from.set_by_states) {
        const auto set = std::find_if(target->sets.begin(), target->sets.end(),
                                      [&](const auto& one) { return one.first == field; });
        onto.fields.set(type_.fields[field].name, set == target->sets.end() ? Json() : set->second);
    }
    return true;
}

bool LifeReader::read_field(const Cells& cells, const BoundField& bound, Life& life,
                            ImportedRow& onto) const {
    const process::FieldFrom& from = *bound.from;
    const process::Index state = life.state.value_or(type_.start);
    if (!from.in.empty() && std::find(from.in.begin(), from.in.end(), state) == from.in.end()) return true;
    if (from.constant) {
        onto.fields.set(bound.field->name, *from.constant);
        return true;
    }
    const std::string text =
        from.text.empty() ? std::string(filled(cells, bound.places)) : text_of(cells, bound.text);
    if (text.empty()) {
        // An empty cell empties the field; what is always there stays.
        if (!bound.field->required) onto.fields.set(bound.field->name, Json());
        return true;
    }
    auto seen = life.seen.try_emplace(from.field, text).first;
    if (seen->second != text) ++life.changes[from.field];
    seen->second = text;
    if (!from.values.words.empty()) return put_mapped(text, bound, life, onto);
    put_plain(text, bound, life, onto);
    return true;
}

bool LifeReader::put_mapped(std::string_view cell, const BoundField& bound, Life& life,
                            ImportedRow& onto) const {
    const process::ValueMap& values = bound.from->values;
    const auto found = values.words.find(cell);
    if (found) {
        put_plain(values.targets[*found], bound, life, onto);
        return true;
    }
    switch (values.otherwise) {
        case Otherwise::value: put_plain(values.otherwise_value, bound, life, onto); return true;
        case Otherwise::nothing:
            if (!bound.field->required) onto.fields.set(bound.field->name, Json());
            return true;
        case Otherwise::keep:
            onto.flags.push_back(
                fmt::format("'{}' is not one of the mapping's values for {}: what stood there stays", cell,
                            bound.field->name));
            return true;
        case Otherwise::reject:
            life.why = fmt::format("'{}' is not one of the mapping's values for {}", cell, bound.field->name);
            return false;
    }
    return true;
}

void LifeReader::put_plain(std::string_view cell, const BoundField& bound, Life& life,
                           ImportedRow& onto) const {
    const process::Field& field = *bound.field;
    const auto put = [&](Json value) { onto.fields.set(field.name, std::move(value)); };
    const auto unreadable = [&](std::string_view what) {
        onto.flags.push_back(
            fmt::format("'{}' is no {} for {}: what stood there stays", cell, what, field.name));
    };
    switch (field.kind) {
        case FieldKind::choice: return put(cell);
        case FieldKind::text: {
            std::string text = cut_to(cell, field.length_max);
            if (text.size() != cell.size())
                onto.flags.push_back(fmt::format("{} is cut to {} characters", field.name, field.length_max));
            return put(field.long_text ? std::move(text) : on_one_line(std::move(text)));
        }
        case FieldKind::integer:
            if (const auto number = parse_integer<std::int64_t>(cell)) return put(*number);
            return unreadable("whole number");
        case FieldKind::boolean:
            if (const auto truth = truth_of(cell)) return put(*truth);
            return unreadable("yes or no");
        case FieldKind::instant:
            if (const auto at = instant(cell)) return put(text(*at));
            return unreadable("date of the mapping's forms");
        case FieldKind::duration:
            // Seconds, or as the desk writes lengths of time: in the words in which it would be sent.
            if (const auto seconds = parse_integer<std::int64_t>(cell))
                return put(fmt::format("{}s", *seconds));
            if (process::parse_span(cell)) return put(cell);
            return unreadable("length of time");
        case FieldKind::person: return put(life.cast.person(mapping_.by.prefix, cell, "", life.batch));
        case FieldKind::team: return put(life.cast.team(mapping_.team_prefix, cell, life.batch));
        case FieldKind::organisation:
            return put(life.cast.organisation(cell, field.organisation_kind, life.batch));
    }
}

bool LifeReader::read_priority(const Cells& cells, Life& life, ImportedRow& onto) const {
    const std::string_view word = filled(cells, priority_);
    if (word.empty()) return true;
    if (const auto found = mapping_.priorities.words.find(word)) {
        onto.priority = mapping_.priorities.targets[*found];
    } else if (mapping_.priorities.otherwise == Otherwise::value) {
        onto.priority = mapping_.priorities.otherwise_value;
    } else if (mapping_.priorities.otherwise == Otherwise::reject) {
        life.why = fmt::format("'{}' is not one of the mapping's priorities", word);
        return false;
    } else if (mapping_.priorities.otherwise == Otherwise::keep) {
        onto.flags.push_back(
            fmt::format("'{}' is not one of the mapping's priorities: it is compared with nothing", word));
    }
    return true;
}

// The rows are in the order of time; where that is not the file's order, the file contradicts itself.
void LifeReader::flag_backward(std::span<const SortedRow> rows, Life& life) {
    std::vector<std::size_t> in_file(life.of_row.size());
    for (std::size_t i = 0; i < in_file.size(); ++i) in_file[i] = i;
    const auto given = [&](std::size_t i) -> const SortedRow& { return rows[life.of_row[i]]; };
    std::sort(in_file.begin(), in_file.end(),
              [&](std::size_t a, std::size_t b) { return given(a).order < given(b).order; });
    for (std::size_t i = 1; i < in_file.size(); ++i) {
        const SortedRow& before = given(in_file[i - 1]);
        if (given(in_file[i]).at >= before.at) continue;
        life.life.rows[in_file[i]].flags.push_back(
            fmt::format("the row goes back in time: {}, behind line {} with {}", text(given(in_file[i]).at),
                        before.line, text(before.at)));
    }
}

void LifeReader::flag_differing(std::span<const SortedRow> rows, Life& life) const {
    const Cells& last = rows[life.of_row.back()].cells;
    for (const BoundField& bound : fields_) {
        if (!bound.from->compare) continue;
        if (std::string why = difference(bound, last, life); !why.empty())
            life.life.rows.back().flags.push_back(std::move(why));
    }
}

// The source's own figure, in its last row, and what its rows show.
std::string LifeReader::difference(const BoundField& bound, const Cells& last, const Life& life) const {
    const std::string_view said = filled(last, bound.places);
    const process::Compare& compare = *bound.from->compare;
    if (said.empty()) return {};
    if (compare.what == process::Compare::What::entered) {
        const auto entered = life.entered.find(compare.of);
        const auto at = instant(said);
        if (entered == life.entered.end() || !at || *at == entered->second) return {};
        return fmt::format("{} says {}, the rows {}", known_[bound.places.front()], text(*at),
                           text(entered->second));
    }
    const auto number = parse_integer<std::int64_t>(said);
    int shown = life.reopened;
    if (compare.what == process::Compare::What::changes) {
        const auto found = life.changes.find(compare.of);
        shown = found == life.changes.end() ? 0 : found->second;
    }
    if (!number || *number == shown) return {};
    return fmt::format("{} says {}, the rows show {}", known_[bound.places.front()], *number, shown);
}

}  // namespace reeve::import
