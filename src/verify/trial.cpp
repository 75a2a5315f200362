#include "verify/trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "process/named_calendars.hpp"
#include "records/clocks_moved.hpp"
#include "records/directory_events.hpp"
#include "records/reach.hpp"

namespace reeve::verify {
namespace {

constexpr std::string_view always_open = R"({"tz": "UTC", "always_open": true})";
constexpr int follow_ups_deep = 16;
constexpr std::uint32_t first_member = 2 * Trial::first_voter;  // who has a role and does nothing

Id organisation_id(const std::string& name) {
    return Id::of_name("organisation " + name);
}

// What only other records make is begun here by anybody: each type is tried alone.
std::shared_ptr<const process::Process> open_to_all(const process::Process& process) {
    auto opened = std::make_shared<process::Process>(process);
    for (process::RecordType& type : opened->types)
        for (process::Act& act : type.acts) {
            const bool linked = std::any_of(act.by.begin(), act.by.end(), [](const process::By& by) {
                return by.kind == process::By::Kind::linked;
            });
            if (!act.creates_record || !linked) continue;
            for (process::Index role = 0; role < process.roles.size(); ++role)
                act.by.push_back({process::By::Kind::role, role});
        }
    return opened;
}

}  // namespace

std::set<std::string> Trial::organisation_kinds(const process::Process& process) {
    std::set<std::string> kinds{std::string(any_kind)};
    for (const process::RecordType& type : process.types)
        for (const process::Field& field : type.fields)
            if (!field.organisation_kind.empty()) kinds.insert(field.organisation_kind);
    return kinds;
}

std::string Trial::home(const process::Process& process) {
    std::string_view kind = any_kind;
    for (const process::RecordType& type : process.types)
        for (const process::Field& field : type.fields)
            if (field.standard && !field.organisation_kind.empty()) kind = field.organisation_kind;
    return fmt::format("{}_staffed", kind);
}

std::set<std::string> Trial::calendars(const process::Process& process) {
    std::set<std::string> names{"always"};
    for (const process::CalendarUse& use : process::named_calendars(process)) names.insert(use.calendar);
    return names;
}

Trial::Trial(const process::Process& process, std::uint32_t tokens)
    : Trial(std::vector<const process::Process*>{&process}, tokens) {}

Trial::Trial(const std::vector<const process::Process*>& processes, std::uint32_t tokens)
    : now(*parse_instant("2026-01-05T08:00:00Z")),
      tokens_(tokens),
      directory_(std::make_shared<records::Directory>()) {
    std::set<std::string> names;
    for (const process::Process* one : processes) {
        processes_.push_back(open_to_all(*one));
        names.merge(calendars(*one));
    }
    for (const std::string& name : names) {
        records::WorkingCalendar calendar;
        calendar.id = Id::of_name("calendar " + name);
        calendar.name = calendar.title = name;
        calendar.spec = *parse_json(always_open);
        enter(records::calendar_set(calendar));
    }
    for (const std::string& kind : kinds())
        for (const char* which : {"staffed", "bare"}) {
            const std::string name = kind + "_" + which;
            enter(records::organisation_set(
                {organisation_id(name), 0, name, name, kind, Id::of_name("calendar always")}));
        }
    for (const std::string& name : teams())
        enter(records::team_set({Id::of_name("team " + name), 0, name, name, {}, {}}));
    for (const auto& one : processes_) staff(*one);
}

const process::Process& Trial::process(std::string_view id) const {
    const auto found = std::ranges::find_if(processes_, [&](const auto& one) { return one->id == id; });
    return found == processes_.end() ? *processes_.front() : **found;
}

std::set<std::string> Trial::kinds() const {
    std::set<std::string> all;
    for (const auto& one : processes_) all.merge(organisation_kinds(*one));
    return all;
}

void Trial::enter(records::Event event) {
    event.id = id();
    event.occurred_at = event.recorded_at = now;
    // What was copied from the same point keeps its own.
    if (directory_.use_count() > 1) directory_ = std::make_shared<records::Directory>(*directory_);
    REEVE_CHECK(directory_->apply(event).has_value());
}

Id Trial::person(std::vector<process::Index> roles, std::uint32_t token, const process::Process* of) {
    const process::Process& own = process(of == nullptr ? std::string_view() : of->id);
    const std::pair key{&own, token};
    if (tokens_ > 1) {
        if (const auto known = people_.find(key); known != people_.end()) return known->second;
        if (token != only_named) roles = process::held_with(own.roles, roles);
    }
    std::sort(roles.begin(), roles.end());
    std::string name = "p";
    if (&own != processes_.front().get()) name += "_" + own.id;
    if (tokens_ > 1 || token >= first_voter) name += std::to_string(token);
    for (const process::Index role : roles) name += "_" + own.roles[role].name;
    if (name.size() > 60) name = "p" + Id::of_name(name).text().substr(0, 20);
    const Id id = Id::of_name("person " + name);
    if (token < first_voter) people_[key] = id;
    if (directory_->person(id) != nullptr) return id;
    records::Person made;
    made.id = id;
    made.name = made.display = name;
    made.language = "en";
    made.organisation = organisation_id(home(own));
    for (const std::string& team : teams()) made.teams.push_back(Id::of_name("team " + team));
    for (const process::Index role : roles)
        for (const std::string& kind : kinds())
            made.memberships.push_back({own.id, own.roles[role].name, organisation_id(kind + "_staffed")});
    enter(records::person_set(made));
    token_ids_[id] = token;
    return id;
}

// One has as many roles as she may have together: a person for each is slow where there are many.
void Trial::staff(const process::Process& process) {
    std::set<process::Index> staffed;
    for (process::Index role = 0; role < process.roles.size(); ++role) {
        if (staffed.contains(role)) continue;
        const std::vector<process::Index> held = process::held_with(process.roles, {role});
        static_cast<void>(person(held, first_member + role, &process));
        staffed.insert(held.begin(), held.end());
    }
}

void Trial::delegate(Id principal, Id to) {
    records::Person person = *directory_->person(principal);
    person.delegate = records::Delegation{to, {}};
    enter(records::person_set(person));
}

void Trial::make_administrator(Id id) {
    records::Person person = *directory_->person(id);
    if (person.administrator) return;
    person.administrator = true;
    enter(records::person_set(person));
}

std::uint32_t Trial::token_of(Id person) const {
    const auto known = token_ids_.find(person);
    return known == token_ids_.end() ? 0 : known->second;
}

bool Trial::knows(Id id, Id record) const {
    const records::Person* person = directory_->person(id);
    const records::Record& about = records_.at(record);
    const records::Reach reach = records::reach_of(about);
    if (person == nullptr || reach.people.contains(id)) return person != nullptr;
    const process::Process& of = process(about.process);
    return std::ranges::any_of(person->memberships, [&](const records::Membership& held) {
        const auto index = held.process == about.process ? of.role(held.role) : std::nullopt;
        if (!index) return false;
        const process::Role& role = of.roles[*index];
        const Id at = held.organisation.empty() ? person->organisation : held.organisation;
        const auto hears = [&](Id there) {
            return reach.parties.contains(records::seat_party(held.process, held.role, there));
        };
        return role.sees == process::Sees::all || (!role.is_reporter && (hears({}) || hears(at))) ||
               (role.sees == process::Sees::organisation && reach.parties.contains(at));
    });
}

std::vector<std::string> Trial::organisations(const process::Field& field) const {
    const std::string kind = field.organisation_kind.empty() ? "house" : field.organisation_kind;
    return {kind + "_staffed", kind + "_bare"};
}

records::Command Trial::command(Id person, records::Command::Kind kind, Id record) {
    records::Command command;
    command.kind = kind;
    command.id = id();
    command.actor = {records::ActorKind::person, person};
    const auto about = records_.find(record);
    command.process = about == records_.end() ? processes_.front()->id : about->second.process;
    command.record = record;
    return command;
}

records::Situation Trial::situation(const records::Record* record) {
    records::Situation situation;
    situation.process = &process(record == nullptr ? std::string_view() : record->process);
    situation.record = record;
    situation.directory = directory_.get();
    situation.facts = this;
    situation.supply = this;
    situation.now = situation.received = now;
    situation.tzdata = "trial";
    return situation;
}

Outcome<records::Plan> Trial::decide_only(const records::Command& command) {
    const records::Record* about =
        command.kind == records::Command::Kind::log ? nullptr : record(command.record);
    records::Situation given = situation(about);
    if (about == nullptr) given.process = &process(command.process);
    return records::decide(given, command);
}

void Trial::commit(const records::Plan& plan) {
    for (const records::Event& event : plan.events)
        REEVE_CHECK(records::apply(records_[event.stream], event).has_value());
    follow_ups_.insert(follow_ups_.end(), plan.follow_ups.begin(), plan.follow_ups.end());
    if (committed) committed(plan);
}

Outcome<records::Plan> Trial::submit_alone(const records::Command& command) {
    auto plan = decide_only(command);
    if (plan) commit(*plan);
    return plan;
}

Outcome<records::Plan> Trial::submit(const records::Command& command) {
    auto plan = submit_alone(command);
    if (plan) follow_up();
    return plan;
}

void Trial::spread(records::FollowUp follow_up) {
    for (const auto& [id, record] : records_) {
        if (!records::has_clocks_to_move(record)) continue;
        follow_up.target = id;
        follow_ups_.push_back(follow_up);
    }
}

void Trial::follow_up() {
    while (!follow_ups_.empty()) {
        const records::FollowUp next = follow_ups_.front();
        follow_ups_.pop_front();
        if (next.depth > follow_ups_deep) continue;
        if (next.target.empty()) {
            spread(next);
            continue;
        }
        records::Command look = next.recheck();
        look.id = id();
        if (const auto seen = decide_only(look)) commit(*seen);
    }
}

std::optional<records::DueTimer> Trial::next_due(Id id) const {
    const auto found = records_.find(id);
    if (found == records_.end()) return std::nullopt;
    std::vector<records::DueTimer> timers = records::due_timers(found->second);
    const auto first = std::min_element(timers.begin(), timers.end(), [](const auto& a, const auto& b) {
        return std::tie(a.due, a.kind, a.ordinal, a.name) < std::tie(b.due, b.kind, b.ordinal, b.name);
    });
    return first == timers.end() ? std::nullopt : std::optional(*first);
}

Outcome<records::Plan> Trial::run(Id record, const records::DueTimer& due) {
    records::Command command;
    command.kind = records::Command::Kind::timer;
    command.id = id();
    command.record = record;
    command.act = due.name;
    command.due = due.due;
    command.timer_kind = static_cast<std::uint8_t>(due.kind);
    now = std::max(now, due.due);
    return submit(command);
}

records::Ahead Trial::counting(const records::LimitKey& key, std::span<const Id> except) {
    records::Ahead found;
    for (const auto& [id, one] : records_) {
        const auto keys = one.limits.find(key.limit);
        if (one.process != key.process || one.type != key.type || keys == one.limits.end() ||
            !keys->second.contains(key.key))
            continue;
        if (std::find(except.begin(), except.end(), id) == except.end() && found.count++ == 0)
            found.number = one.number;
    }
    return found;
}

const records::Record* Trial::record(Id id) {
    const auto found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
}

const records::Record* Trial::record(std::string_view number) {
    for (const auto& [id, one] : records_)
        if (one.number == number) return &one;
    return nullptr;
}

}  // namespace reeve::verify
