#include <algorithm>

#include "process/moves.hpp"
#include "process/types.hpp"
#include "records/activation_internal.hpp"
#include "records/apply_constructs_internal.hpp"
#include "records/approvals_internal.hpp"
#include "records/decide.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::Function;
using process::Index;
using process::RecordMember;
using process::Slot;

// `record` and `old`: members are made when they are asked for.
class SeenRecord final : public cel::Object {
public:
    SeenRecord(const process::RecordType& type, const Record& record, const Directory& directory)
        : type_(type), record_(record), directory_(directory) {}

    [[nodiscard]] const cel::Type& type() const override { return type_.object; }

    [[nodiscard]] cel::Value field(std::size_t index) const override {
        constexpr auto first = static_cast<std::size_t>(RecordMember::first_field);
        if (index >= first) {
            const process::Field& field = type_.fields.at(index - first);
            return seen_value(field, record_.field(field.name), directory_);
        }
        switch (static_cast<RecordMember>(index)) {
            case RecordMember::number:
                return record_.number.empty() ? cel::Value() : cel::Value(record_.number);
            case RecordMember::title: return record_.title;
            case RecordMember::description: return record_.description;
            case RecordMember::state: return record_.state;
            case RecordMember::holder: return record_.holder.role;
            case RecordMember::rank: return record_.rank == 0 ? cel::Value() : cel::Value(record_.rank);
            case RecordMember::reporter: return seen_person(record_.reporter, directory_);
            case RecordMember::logged_by: return seen_person(record_.logged_by, directory_);
            case RecordMember::channel: return record_.channel;
            case RecordMember::created: return record_.created;
            case RecordMember::updated: return record_.updated;
            case RecordMember::version: return cel::Value(record_.version);
            case RecordMember::waiting: return record_.waiting.empty() ? "none" : record_.waiting;
            case RecordMember::first_field: break;
        }
        return {};
    }

private:
    const process::RecordType& type_;
    const Record& record_;
    const Directory& directory_;
};

cel::Value unknown(const char* what) {
    return cel::Value::error(cel::ErrorKind::host, what);
}

}  // namespace

std::int64_t round_of(const process::RecordType& type, const Record& record, const Event* doing) {
    std::int64_t round = 1;
    for (const process::Act& act : type.acts) {
        if (!process::begins_round(type, act)) continue;
        const auto done = record.acts.find(act.name);
        if (done != record.acts.end()) round += done->second.times;
        if (doing != nullptr && doing->act == act.name) ++round;
    }
    return round;
}

cel::Value View::variable(int slot) {
    if (slot >= static_cast<int>(Slot::first_field)) {
        const process::Field& field =
            type_.fields.at(static_cast<std::size_t>(slot) - static_cast<std::size_t>(Slot::first_field));
        return seen_value(field, record_.field(field.name), directory_);
    }
    switch (static_cast<Slot>(slot)) {
        case Slot::record:
            return std::shared_ptr<const cel::Object>(
                std::make_shared<SeenRecord>(type_, record_, directory_));
        case Slot::old:
            if (old_ == nullptr) return {};  // made just now: only what follows from states and edges asks
            return std::shared_ptr<const cel::Object>(std::make_shared<SeenRecord>(type_, *old_, directory_));
        case Slot::actor:
            if (actor_ == nullptr) return unknown("the desk itself acts, not a person");
            return seen_person(actor_->id, directory_);
        case Slot::now: return now_;
        case Slot::state: return record_.state;
        case Slot::holder:
            return record_.holder.role.empty() ? cel::Value() : cel::Value(record_.holder.role);
        case Slot::reporter: return seen_person(record_.reporter, directory_);
        case Slot::leg: {
            if (record_.legs.empty()) return unknown("nobody has held it yet");
            const Leg& leg = record_.legs.back();
            return cel::Value::object(process::leg_type(), {cel::Value(leg.number), leg.from, leg.cause});
        }
        case Slot::links: return links();
        case Slot::trees: return trees();
        case Slot::registers: return registers();
        case Slot::row: return row_;
        case Slot::paired: return paired_;
        case Slot::round: return cel::Value(round_of(type_, record_, doing_));
        case Slot::first_field: break;
    }
    return unknown("there is no such name");
}

cel::Value View::links() const {
    std::vector<cel::Value> lists;
    lists.reserve(type_.links.size() + type_.inverses.size());
    for (const auto* links : {&type_.links, &type_.inverses})
        for (const process::Link& link : *links) {
            cel::List list;
            for (const LinkEnd& end : record_.links)
                if (end.link == link.name) list.push_back(seen_link(process_, link, end, directory_));
            lists.emplace_back(std::move(list));
        }
    return cel::Value::object(type_.links_object, std::move(lists));
}

// How often the act was done in that scope, and by whom; nothing where it was not.
std::optional<ActCount> View::counted(std::string_view since, const std::string& act) const {
    const auto& acts = since.empty() ? record_.acts : scope(since).acts;
    const auto found = acts.find(act);
    std::optional<ActCount> count = found == acts.end() ? std::nullopt : std::optional(found->second);
    if (doing_ == nullptr || doing_->act != act) return count;
    const auto begins = [&](const Change& change) {
        const auto* began = std::get_if<ScopeBegan>(&change);
        return began != nullptr && began->act == since;
    };
    const bool scoped = since.empty() || record_.since.contains(since);
    if (!scoped || std::any_of(doing_->changes.begin(), doing_->changes.end(), begins)) return count;
    if (!count) count.emplace();
    count_act(*count, *doing_);
    if (doing_in_leg_) ++count->in_leg;
    return count;
}

// What is asked of the past, over the whole life or a part of it.
cel::Value View::history(Function asked, std::string_view since,
                         std::span<const cel::Value> arguments) const {
    const std::string& name = arguments[0].string();
    switch (asked) {
        case Function::done: return counted(since, name).has_value();
        case Function::times: {
            const auto count = counted(since, name);
            return cel::Value(count ? count->times : std::int64_t{0});
        }
        case Function::by: {
            cel::List people;
            if (const auto count = counted(since, name))
                for (const Id person : count->by) people.emplace_back(person.text());
            return people;
        }
        case Function::ever:
            return (since.empty() ? record_.states_ever : scope(since).states).contains(name);
        case Function::was: {
            const auto& values = since.empty() ? record_.values_ever : scope(since).values;
            const auto found = values.find(name);
            return found != values.end() && found->second.contains(arguments[1].string());
        }
        case Function::last: {
            const auto count = counted(since, name);
            if (!count) return {};
            return cel::Value::object(
                process::last_type(),
                {count->last, count->last_by.empty() ? cel::Value() : cel::Value(count->last_by.text())});
        }
        default: return unknown("there is no such question");
    }
}

// Nothing has happened since what was never done.
const Scope& View::scope(std::string_view since) const {
    static const Scope nothing;
    const auto found = record_.since.find(since);
    return found == record_.since.end() ? nothing : found->second;
}

std::optional<cel::Value> View::past(int function, std::span<const cel::Value> arguments) const {
    constexpr int per_scope = static_cast<int>(Function::leg_done);
    if (function >= static_cast<int>(Function::since)) return std::nullopt;
    const auto asked = static_cast<Function>(function % per_scope);
    switch (static_cast<Function>(function - function % per_scope)) {
        case Function::done: return history(asked, {}, arguments);
        case Function::leg_done:
            if (asked == Function::done || asked == Function::times) {
                const auto count = counted({}, arguments[0].string());
                const std::int64_t times = count ? count->in_leg : 0;
                return asked == Function::done ? cel::Value(times > 0) : cel::Value(times);
            }
            return history(asked, leg_scope, arguments);
        case Function::round_done: return history(asked, round_scope, arguments);
        default: return history(asked, arguments[0].object().field(0).string(), arguments.subspan(1));
    }
}

bool View::is_within(std::string_view whole) const {
    std::optional<Index> state = type_.state(record_.state);
    while (state && type_.states[*state].name != whole) state = type_.states[*state].parent;
    return state.has_value();
}

bool View::staffed(const std::string& role, const cel::Value& organisation) const {
    if (!organisation.is(cel::ValueKind::object)) return false;
    const cel::Value id =
        organisation.object().field(static_cast<std::size_t>(process::OrganisationMember::id));
    const auto parsed = id.is(cel::ValueKind::string) ? Id::parse(id.string()) : std::nullopt;
    return parsed && !directory_.members(process_.id, role, *parsed).empty();
}

cel::Value View::table(Index index, std::span<const cel::Value> arguments) const {
    const process::Table& table = process_.tables.at(index);
    if (table.from)
        if (auto from_register = entries_of(index, arguments)) return *from_register;
    if (rows_ != nullptr)
        for (const std::size_t row : table.hits(arguments)) rows_->rows[index].insert(row + 1);
    return table.call(arguments);
}

cel::Value View::approval(Function asked, const std::string& name) const {
    const auto& approvals = type_.approvals;
    const auto found = std::find_if(approvals.begin(), approvals.end(),
                                    [&](const process::Approval& one) { return one.name == name; });
    if (found == approvals.end()) return unknown("there is no such approval");
    const Polling polling{process_, type_, directory_, record_, {}, coming_};
    if (asked == Function::approved) return polling.approved(*found);
    return polling.standing(*found);
}

cel::Value View::call(int function, std::span<const cel::Value> arguments) {
    if (function >= static_cast<int>(Function::first_table))
        return table(static_cast<Index>(function - static_cast<int>(Function::first_table)), arguments);
    if (auto answer = past(function, arguments)) return std::move(*answer);
    switch (static_cast<Function>(function)) {
        case Function::since: return cel::Value::object(process::since_type(), {arguments[0]});
        case Function::inside: return is_within(arguments[0].string());
        case Function::staffed: return staffed(arguments[0].string(), arguments[1]);
        case Function::acting_as: {
            const auto role = process_.role(arguments[0].string());
            return actor_ != nullptr && role &&
                   holds_role(process_, type_, process_.roles[*role], record_, *actor_, directory_);
        }
        case Function::derived: return record_.derived.contains(arguments[0].string());
        case Function::approved:
        case Function::approval: return approval(static_cast<Function>(function), arguments[0].string());
        default: break;
    }
    return unknown("there is no such function");
}

}  // namespace reeve::records
