// Agreements as administrators write them: every target measured, counted in a calendar, about something that
// the process has.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "desk/entries.hpp"
#include "desk/entry_value.hpp"
#include "process/agreement_terms.hpp"

namespace reeve::desk {
namespace {

using records::AgreementTarget;

constexpr std::size_t title_most = 200;
constexpr std::size_t shown_most = 60;

std::string cut(std::string_view text) {
    return std::string(text.substr(0, shown_most));
}

// Reads the targets of one agreement, each mistake as a sentence about its place: "targets[2].limit".
class TargetsReader {
public:
    TargetsReader(EntryValue& value, const process::Process& process, const records::Agreement& agreement,
                  const records::WorkingCalendar* calendar, Instant now)
        : value_(value), process_(process), agreement_(agreement), calendar_(calendar), now_(now) {}

    [[nodiscard]] std::vector<AgreementTarget> read(const JsonArray& list) {
        std::vector<AgreementTarget> targets;
        for (const Json& item : list) {
            place_ = fmt::format("targets[{}]", targets.size());
            AgreementTarget target = read_one(item);
            if (std::string why = process::wrong_again(targets, target); !why.empty()) {
                unmet("", std::move(why));
            }
            targets.push_back(std::move(target));
        }
        return targets;
    }

private:
    EntryValue& value_;
    const process::Process& process_;
    const records::Agreement& agreement_;
    const records::WorkingCalendar* calendar_;
    Instant now_;
    std::string place_;

    void unmet(std::string_view member, std::string why) {
        value_.unmet(member.empty() ? place_ : fmt::format("{}.{}", place_, member), std::move(why));
    }

    AgreementTarget read_one(const Json& item) {
        AgreementTarget target;
        if (!item.is_object()) {
            value_.malformed("A target is {\"clock\": …, \"when\": {…}, \"limit\": …, \"warn\": […]}.");
            return target;
        }
        for (const auto& [name, unused] : item.object()) {
            if (name != "clock" && name != "when" && name != "limit" && name != "warn") {
                value_.malformed(fmt::format("A target has no member '{}'.", cut(name)));
            }
        }
        target.clock = item.string_or_empty("clock");
        const std::vector<const process::RecordType*> types = types_of(target.clock);
        if (const Json* when = item.find("when"); when != nullptr && !when->is_null()) {
            read_when(*when, types, target);
        }
        read_limit(item.find("limit"), target);
        if (const Json* warn = item.find("warn"); warn != nullptr && !warn->is_null()) {
            read_warn(*warn, target);
        }
        return target;
    }

    // The record types with a clock of that name that rests on this kind of agreement.
    std::vector<const process::RecordType*> types_of(const std::string& name) {
        std::vector<const process::RecordType*> types =
            process::types_promised(process_, agreement_.kind, name);
        if (types.empty()) {
            unmet("clock", process::wrong_clock(process_, agreement_.kind, name));
        }
        return types;
    }

    void read_when(const Json& when, const std::vector<const process::RecordType*>& types,
                   AgreementTarget& target) {
        if (!when.is_object() || when.object().size() > process::terms_most) {
            value_.malformed(
                fmt::format("'when' has a value by each field, at most {}.", process::terms_most));
            return;
        }
        const process::RecordType* type = process::type_asked(process_, types, when);
        for (const auto& [name, value] : when.object()) {
            if (name == "holder") {
                read_holder(value, types, target);
            } else if (type != nullptr) {
                read_term(name, value, *type, target);
            }
        }
    }

    void read_holder(const Json& value, const std::vector<const process::RecordType*>& types,
                     AgreementTarget& target) {
        std::string why = process::wrong_holder(process_, value);
        if (why.empty() && !types.empty()) {
            why = process::never_holds(process_, types, value.string());
        }
        if (!why.empty()) {
            return unmet("when.holder", std::move(why));
        }
        target.when["holder"] = value.string();
    }

    void read_term(const std::string& name, const Json& value, const process::RecordType& type,
                   AgreementTarget& target) {
        const std::string member = "when." + cut(name);
        if (std::string why = process::wrong_term(process_, type, name, value); !why.empty()) {
            return unmet(member, std::move(why));
        }
        if (type.fields[*type.field(name)].kind == process::FieldKind::organisation) {
            if (const records::Organisation* one = value_.find_organisation(value, place_ + "." + member)) {
                target.when[name] = one->id.text();
            }
        } else if (value.is_bool()) {
            target.when[name] = value.boolean() ? "true" : "false";
        } else {
            target.when[name] = value.string();
        }
    }

    void read_limit(const Json* given, AgreementTarget& target) {
        std::string text = given != nullptr && given->is_string() ? std::string(trim(given->string())) : "";
        target.limit = text;
        if (given != nullptr && given->is_integer()) {
            text = std::to_string(given->integer());
        }
        std::string why;
        for (const process::CountedIn& hours : hours_to_come()) {
            why = why.empty() ? process::wrong_limit(text, target.clock, hours) : std::move(why);
        }
        if (!why.empty()) {
            unmet("limit", std::move(why));
        }
    }

    // Those of its calendar that hold now, and those that are planned.
    [[nodiscard]] std::vector<process::CountedIn> hours_to_come() const {
        if (calendar_ == nullptr) {
            return {process::CountedIn{}};
        }
        std::vector hours{process::counted_in(calendar_->title, calendar_->dated->at(now_))};
        for (const calendar::DatedTime::Piece& piece : calendar_->dated->pieces()) {
            if (piece.from > now_) {
                hours.push_back(process::counted_in(calendar_->title, *piece.time));
            }
        }
        return hours;
    }

    void read_warn(const Json& given, AgreementTarget& target) {
        if (!given.is_array() || given.array().size() > process::warnings_most) {
            value_.malformed(
                fmt::format("'warn' has shares in percent, at most {}.", process::warnings_most));
            return;
        }
        for (const Json& share : given.array()) {
            target.warn.push_back(share.is_integer() ? static_cast<int>(share.integer()) : 0);
        }
        if (std::string why = process::wrong_shares(target.warn); !why.empty()) {
            target.warn.clear();
            unmet("warn", std::move(why));
        }
    }
};

void read_kind(EntryValue& value, const Json& json, records::Agreement& agreement) {
    const Json* given = json.find("kind");
    if (given == nullptr && agreement.version > 0) {
        return;
    }
    if (given == nullptr || !given->is_string() || !parse_word(given->string(), agreement.kind)) {
        value.unmet("kind",
                    "An agreement is of the kind 'sla' (with a customer), 'ola' (within the house) or "
                    "'contract' (with a vendor).");
    }
}

void read_date(EntryValue& value, std::string_view member, std::string& onto) {
    value.line(member, onto, title_most);
    if (std::string why = onto.empty() ? "" : process::wrong_day(onto); !why.empty()) {
        value.unmet(member, std::move(why));
    }
}

void read_accord(EntryValue& value, records::Agreement& agreement) {
    const Json* given = value.object("agreed");
    // Other words have to be agreed anew.
    agreement.agreed.reset();
    if (given == nullptr) {
        return;
    }
    records::Accord accord;
    if (const auto by = Id::parse(given->string_or_empty("by"))) {
        accord.by = *by;
    }
    if (const auto at = parse_instant(given->string_or_empty("at"))) {
        accord.at = *at;
    }
    accord.reference = given->string_or_empty("reference");
    agreement.agreed = std::move(accord);
}

}  // namespace

Outcome<records::Agreement> read_entry(const World& world, const Json& json, records::Agreement agreement,
                                       Instant now) {
    EntryValue value(json, *world.directory,
                     {"name", "title", "kind", "process", "provider", "customer", "service", "calendar",
                      "from", "until", "targets", "agreed"});
    value.version(agreement.version);
    value.handle("name", agreement.name);
    value.line("title", agreement.title, title_most);
    agreement.title = agreement.title.empty() ? agreement.name : agreement.title;
    read_kind(value, json, agreement);
    value.line("process", agreement.process, title_most);
    value.organisation("provider", agreement.provider);
    value.organisation("customer", agreement.customer);
    value.line("service", agreement.service, title_most);
    value.calendar("calendar", agreement.calendar);
    read_date(value, "from", agreement.from);
    read_date(value, "until", agreement.until);
    if (agreement.from.empty()) {
        value.unmet("from", "Say from which day it holds, as '2024-05-17'.");
    } else if (std::string why = process::wrong_order(agreement.from, agreement.until); !why.empty()) {
        value.unmet("until", std::move(why));
    }
    const records::WorkingCalendar* calendar = world.directory->calendar(agreement.calendar);
    if (calendar == nullptr) {
        value.unmet("calendar",
                    "Its targets are counted in no calendar: name the one whose hours are meant.");
    }
    const process::Process* process = process_of(world, agreement.process);
    const Json* targets = value.list("targets");
    if (agreement.process.empty()) {
        value.unmet("process", "Say which process it is about.");
    } else if (process == nullptr) {
        value.unmet("process", fmt::format("There is no process '{}'.", cut(agreement.process)));
    } else if (targets != nullptr && targets->array().size() <= process::targets_most) {
        agreement.targets = TargetsReader(value, *process, agreement, calendar, now).read(targets->array());
    }
    const std::size_t count = targets != nullptr ? targets->array().size() : agreement.targets.size();
    if (std::string why = process::wrong_count(count); !why.empty()) {
        value.unmet("targets", std::move(why));
    }
    read_accord(value, agreement);
    const records::Agreement* named = world.directory->agreement(agreement.name);
    if (named != nullptr && named->id != agreement.id) {
        value.unmet("name", fmt::format("The name '{}' is taken.", agreement.name));
    }
    if (Outcome<void> done = value.finish(); !done) {
        return std::unexpected(std::move(done.error()));
    }
    return agreement;
}

Json entry_json(const records::Agreement& agreement) {
    return JsonObject{{"id", agreement.id.text()}, {"name", agreement.name}, {"version", agreement.version}};
}

}  // namespace reeve::desk
