#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/span.hpp"
#include "rehearse/compare_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using Of = Check::Of;

// A scalar of the API as a rehearsal writes it.
std::string plain(const Json* value) {
    if (!value || value->is_null()) return "none";
    return value->is_string() ? value->string() : write_json(*value);
}

std::string shown_span(const Json* seconds) {
    if (!seconds || !seconds->is_number()) return "none";
    const auto count = static_cast<std::int64_t>(seconds->real());
    return (count < 0 ? "-" : "") + text(Duration::seconds(count < 0 ? -count : count));
}

std::string joined_or_none(const std::vector<std::string>& names) {
    return names.empty() ? "none" : join(names, ", ");
}

// {id, name} of a person, an organisation or a team, by its handle.
std::string handle_of(const Play& play, const Json* reference) {
    return reference && reference->is_object() ? play.vocabulary.handle_of(reference->string_or_empty("id"),
                                                                           reference->string_or_empty("name"))
                                               : "none";
}

std::string custody_part(const Play& play, const Json* holder, const std::string& part) {
    if (!holder || !holder->is_object()) return "none";
    const Json* value = holder->find(part);
    if (part == "person" || part == "team" || part == "organisation") return handle_of(play, value);
    if (part == "since" || part == "from" || part == "to") return shown_instant(play, value);
    if (part == "reason") return value ? plain(value->find("value")) : "none";
    return plain(value);
}

const JsonArray& items_of(const Json& body, std::string_view name) {
    static const JsonArray kNone;
    const Json* list = body.find(name);
    return list && list->is_array() ? list->array() : kNone;
}

// The latest instance of the clock, or that of the leg.
const Json* clock_named(const Json& record, const Check& check) {
    const Json* found = nullptr;
    for (const Json& clock : items_of(record, "clocks")) {
        if (clock.string_or_empty("name") != check.name) continue;
        if (check.leg && clock.integer_or("leg", 0) != *check.leg) continue;
        found = &clock;
    }
    return found;
}

std::string clock_part(const Play& play, const Json* clock, const std::string& part) {
    if (!clock) return "none";
    if (part == "state") return plain(clock->find("state"));
    if (part == "limit" || part == "elapsed" || part == "remaining")
        return shown_span(clock->find(part + "_s"));
    return shown_instant(play, clock->find(part));
}

std::string sorted_or_none(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return joined_or_none(names);
}

std::string breached_clocks(const Json& record) {
    std::vector<std::string> names;
    for (const Json& clock : items_of(record, "clocks"))
        if (clock.string_or_empty("state") == "breached") names.emplace_back(clock.string_or_empty("name"));
    return sorted_or_none(std::move(names));
}

std::string refused_deeds(const Json& record) {
    std::vector<std::string> names;
    for (const Json& deed : items_of(record, "refused")) names.emplace_back(deed.string_or_empty("act"));
    return sorted_or_none(std::move(names));
}

std::string watchers_of(const Play& play, const Json& record) {
    std::vector<std::string> names;
    for (const Json& watcher : items_of(record, "watchers")) names.push_back(handle_of(play, &watcher));
    return sorted_or_none(std::move(names));
}

std::string legs_of(const Json& record) {
    std::vector<std::string> roles;
    const JsonArray& legs = items_of(record, "legs");
    for (std::size_t i = 0; i < legs.size(); ++i) {
        if (i > 0 && legs[i - 1].string_or_empty("to") != legs[i].string_or_empty("from"))
            roles.emplace_back("gap");
        roles.emplace_back(legs[i].string_or_empty("role"));
    }
    return joined_or_none(roles);
}

std::string approval_part(const Json& record, const std::string& name, const std::string& part) {
    for (const Json& approval : items_of(record, "approvals")) {
        if (approval.string_or_empty("name") != name) continue;
        if (part != "votes") return plain(approval.find(part));
        std::vector<std::string> votes;
        for (const Json& seat : items_of(approval, "seats"))
            if (seat.find("vote"))
                votes.push_back(fmt::format("{} {}", seat.string_or_empty("role"),
                                            seat.find("void") ? "void" : seat.string_or_empty("vote")));
        return joined_or_none(votes);
    }
    return "there is no such approval";
}

std::string field_of(const Play& play, const Json& record, const std::string& name,
                     const process::RecordType* type) {
    const Json* fields = record.find("fields");
    const Json* value = fields ? fields->find(name) : nullptr;
    const auto index = type ? type->field(name) : std::nullopt;
    if (!value || value->is_null() || !index) return plain(value);
    switch (type->fields[*index].kind) {
        case process::FieldKind::instant: return shown_instant(play, value);
        case process::FieldKind::duration: {
            const auto length = value->is_string() ? process::parse_span(value->string()) : std::nullopt;
            return length ? process::text(*length) : plain(value);
        }
        case process::FieldKind::person:
        case process::FieldKind::team:
        case process::FieldKind::organisation: return handle_of(play, value);
        default: return plain(value);
    }
}

std::string links_of(const Play& play, const Json& record, const std::string& name) {
    std::vector<std::string> names;
    for (const Json& link : items_of(record, "links"))
        if (link.string_or_empty("link") == name)
            names.push_back(play.name_of(link.string_or_empty("number")));
    return sorted_or_none(std::move(names));
}

const Json* named(const JsonArray& list, std::string_view name) {
    for (const Json& item : list)
        if (item.string_or_empty("name") == name) return &item;
    return nullptr;
}

std::string documents_of(const Json& record) {
    std::vector<std::string> names;
    for (const Json& one : items_of(record, "attachments")) {
        const std::string_view kind = one.string_or_empty("kind");
        names.push_back(fmt::format("{}{}", one.string_or_empty("name"),
                                    kind.empty() ? std::string() : fmt::format(" ({})", kind)));
    }
    return joined_or_none(names);
}

std::string ticked_steps(const Json& record, const std::string& name) {
    const Json* list = named(items_of(record, "checklists"), name);
    if (!list) return "there is no such checklist";
    std::vector<std::string> steps;
    for (const Json& step : items_of(*list, "steps"))
        if (const Json* done = step.find("done"); done && done->is_bool() && done->boolean())
            steps.emplace_back(step.string_or_empty("name"));
    return joined_or_none(steps);
}

std::string dossier_of(const Json& record, const std::string& name) {
    const Json* dossier = named(items_of(record, "dossiers"), name);
    const Json* complete = dossier ? dossier->find("complete") : nullptr;
    if (!complete || !complete->is_bool()) return "there is no such dossier";
    return complete->boolean() ? "complete" : "incomplete";
}

std::string tree_output(const Json& record, const std::string& name, const std::string& part) {
    const Json* tree = named(items_of(record, "trees"), name);
    const Json* result = tree ? tree->find("result") : nullptr;
    return result ? plain(result->find(part)) : "none";
}

std::string change_line(const Play& play, const Json& change) {
    const Json* value = change.find("value");
    std::string shown;
    if (value && value->is_object()) {
        shown = value->find("role") ? plain(value->find("role")) : handle_of(play, value);
    } else if (value) {
        const auto at = value->is_string() ? parse_instant(value->string()) : std::nullopt;
        shown = at ? local_text(*at, play.rehearsal.zone) : plain(value);
    }
    std::string line{change.string_or_empty("what")};
    for (const std::string_view member : {"field", "clock", "link", "approval", "seat"})
        if (!change.string_or_empty(member).empty())
            line += fmt::format(" {}", change.string_or_empty(member));
    if (!change.string_or_empty("number").empty())
        line += " " + play.name_of(change.string_or_empty("number"));
    return shown.empty() ? line : line + " " + shown;
}

// "refer by helena: nothing in the knowledge base [state logged; holder tier_3]".
std::string entry_line(const Play& play, const Json& entry) {
    const Json* actor = entry.find("actor");
    const std::string who = actor && actor->string_or_empty("id") == "desk" ? "desk" : handle_of(play, actor);
    std::string line{!entry.string_or_empty("act").empty() ? entry.string_or_empty("act")
                                                           : entry.string_or_empty("kind")};
    line += " by " + who;
    if (!entry.string_or_empty("text").empty()) line += fmt::format(": {}", entry.string_or_empty("text"));
    std::vector<std::string> changes;
    for (const Json& change : items_of(entry, "changes")) changes.push_back(change_line(play, change));
    return changes.empty() ? line : line + " [" + join(changes, "; ") + "]";
}

Finding entry_finding(Play& play, const std::string& eyes, const std::string& number, const Check& check) {
    std::vector<std::string> lines;
    const client::HttpAnswer& timeline = play.stage.timeline(eyes, number);
    for (const Json& entry : items_of(timeline.body, "items")) lines.push_back(entry_line(play, entry));
    const auto match = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return matches_glob(line, check.expected);
    });
    Finding finding;
    finding.good = (match != lines.end()) == (check.of == Of::entry);
    finding.expected = check.of == Of::entry ? check.expected : "nothing like " + check.expected;
    if (match != lines.end())
        finding.found = *match;
    else
        finding.found = check.of == Of::entry ? "none of\n" + join(lines, "\n") : "nothing like it";
    return finding;
}

std::string may_do(const Json& record, const std::string& name) {
    for (const Json& act : items_of(record, "acts")) {
        if (act.string_or_empty("name") != name) continue;
        const Json* allowed = act.find("allowed");
        if (allowed && allowed->is_bool() && allowed->boolean()) return "can";
        return fmt::format("cannot: {}", act.string_or_empty("why_not"));
    }
    return "cannot: it is not among her acts";
}

std::string found_in_record(Play& play, const Step& step, const Check& check, const std::string& number) {
    const std::string& eyes = play.eyes(step);
    const bool hers = check.of == Of::can || check.of == Of::cannot;
    const client::HttpAnswer& seen = play.stage.record(hers ? step.as : eyes, number);
    if (seen.status != 200) return fmt::format("{} for {}", seen.status, hers ? step.as : eyes);
    const Json& record = seen.body;
    switch (check.of) {
        case Of::holder: return custody_part(play, record.find("holder"), check.part);
        case Of::assignee: return custody_part(play, record.find("holder"), "person");
        case Of::clock: return clock_part(play, clock_named(record, check), check.part);
        case Of::breached: return breached_clocks(record);
        case Of::deeds: return refused_deeds(record);
        case Of::watchers: return watchers_of(play, record);
        case Of::legs: return legs_of(record);
        case Of::leg: {
            const JsonArray& legs = items_of(record, "legs");
            const auto at = static_cast<std::size_t>(check.leg.value_or(1) - 1);
            return at < legs.size() ? custody_part(play, &legs[at], check.part) : "none";
        }
        case Of::approval: return approval_part(record, check.name, check.part);
        case Of::field: {
            const process::Process& process = play.process_of(record);
            const auto index = process.type(record.string_or_empty("type"));
            return field_of(play, record, check.name, index ? &process.types[*index] : nullptr);
        }
        case Of::links: return links_of(play, record, check.name);
        case Of::documents: return documents_of(record);
        case Of::ticked: return ticked_steps(record, check.name);
        case Of::dossier: return dossier_of(record, check.name);
        case Of::tree: return tree_output(record, check.name, check.part);
        case Of::can:
        case Of::cannot: return may_do(record, check.name);
        default: break;
    }
    // Minutes that were logged; who may not know of them is told of none.
    if (check.name == "time") {
        const Json* time = record.find("time");
        return time ? plain(time->find("minutes")) : "none";
    }
    if (check.name != "priority") return plain(record.find(check.name));
    const Json* priority = record.find(check.name);
    return priority && priority->is_object() ? plain(priority->find("value")) : "none";
}

std::string rank_of(const Json& record) {
    const Json* priority = record.find("priority");
    return priority && priority->is_object() ? plain(priority->find("rank")) : "none";
}

std::string found_in_answer(const Play& play, const Check& check, const client::HttpAnswer& answer) {
    if (check.of == Of::count) return plain(answer.body.find("count"));
    std::vector<std::string> names;
    for (const Json& item : items_of(answer.body, "items")) {
        if (check.of == Of::people) {
            for (const Json& person : items_of(item, "people")) names.push_back(handle_of(play, &person));
        } else {
            names.push_back(play.name_of(item.string_or_empty("number")));
        }
    }
    return check.of == Of::people ? sorted_or_none(std::move(names)) : joined_or_none(names);
}

bool is_among(const std::string& name, const std::string& joined) {
    for (const std::string_view one : split(joined, ','))
        if (trim(one) == name) return true;
    return false;
}

// Everybody is asked, for each sees only her own.
std::string told_of(Play& play, const std::string& notice, const std::string& number) {
    std::vector<std::string> people;
    for (const std::string& person : play.vocabulary.people) {
        const client::HttpAnswer& answer = play.stage.notices(person);
        if (answer.status != 200) return std::to_string(answer.status);
        for (const Json& one : items_of(answer.body, "items"))
            if (one.string_or_empty("notice") == notice && one.string_or_empty("number") == number) {
                people.push_back(person);
                break;
            }
    }
    return sorted_or_none(std::move(people));
}

// "A.clocks.response.due".
std::string what_of(const Check& check) {
    static constexpr std::string_view kWords[] = {
        "",      "holder", "assignee",  "clocks",     "breached", "refused_deeds", "watchers",
        "legs",  "legs",   "approvals", "fields",     "links",    "entries",       "no_entries",
        "can",   "can",    "seen_by",   "seen_by",    "found",    "includes",      "excludes",
        "count", "people", "documents", "checklists", "dossiers", "trees",         "told"};
    std::string what = check.record;
    const auto add = [&](std::string_view word) {
        if (word.empty()) return;
        if (!what.empty()) what += '.';
        what += word;
    };
    add(kWords[static_cast<std::size_t>(check.of)]);
    add(check.name);
    if (check.leg) what += fmt::format("[{}]", *check.leg);
    if (check.part != "state" && check.part != "outcome" && !(check.of == Of::holder && check.part == "role"))
        add(check.part);
    return what;
}

}  // namespace

const process::Process& Play::process_of(const Json& record) const {
    const auto other = vocabulary.beside.find(record.string_or_empty("process"));
    if (other != vocabulary.beside.end()) return *other->second->process;
    const Json* version = record.find("process_version");
    const auto former = version != nullptr && version->is_integer()
                            ? vocabulary.former.find(static_cast<int>(version->integer()))
                            : vocabulary.former.end();
    return former == vocabulary.former.end() ? *vocabulary.process : *former->second->process;
}

std::string Play::name_of(std::string_view number) const {
    for (const auto& [name, known] : numbers)
        if (known == number) return name;
    return std::string(number);
}

const std::string& Play::eyes(const Step& step) const {
    if (!rehearsal.observer.empty()) return rehearsal.observer;
    return step.as.empty() ? last_person : step.as;
}

std::string shown_instant(const Play& play, const Json* value) {
    if (!value || !value->is_string()) return "none";
    const auto at = parse_instant(value->string());
    return at ? local_text(*at, play.rehearsal.zone) : value->string();
}

Finding compare(Play& play, const Step& step, const Check& check, const client::HttpAnswer& answer) {
    Finding finding{what_of(check), check.expected, {}, false};
    if (check.record.empty()) {
        finding.found = found_in_answer(play, check, answer);
        if (check.of == Of::includes)
            finding.good = is_among(check.expected, finding.found);
        else if (check.of == Of::excludes)
            finding.good = !is_among(check.expected, finding.found);
        else
            finding.good = finding.found == finding.expected;
        return finding;
    }
    const auto number = play.numbers.find(check.record);
    if (number == play.numbers.end()) {
        finding.found = "there is no such record";
        return finding;
    }
    if (check.of == Of::seen_by || check.of == Of::hidden_from) {
        const int status = play.stage.record(check.name, number->second).status;
        finding.found = status == 200 ? "seen" : status == 404 ? "hidden" : std::to_string(status);
        finding.good = finding.found == finding.expected;
        return finding;
    }
    if (check.of == Of::told) {
        finding.found = told_of(play, check.name, number->second);
        finding.good = finding.found == finding.expected;
        return finding;
    }
    if (check.of == Of::entry || check.of == Of::no_entry) {
        Finding entry = entry_finding(play, play.eyes(step), number->second, check);
        entry.what = finding.what;
        return entry;
    }
    if (check.of == Of::member && check.name == "rank") {
        const client::HttpAnswer& seen = play.stage.record(play.eyes(step), number->second);
        finding.found = seen.status == 200 ? rank_of(seen.body) : std::to_string(seen.status);
    } else {
        finding.found = found_in_record(play, step, check, number->second);
    }
    finding.good = check.of == Of::cannot ? finding.found.starts_with("cannot")
                                          : matches_glob(finding.found, finding.expected);
    return finding;
}

}  // namespace reeve::rehearse
