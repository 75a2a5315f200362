#include "records/world_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <tuple>

#include "base/sha256.hpp"
#include "process/load.hpp"
#include "records/clocks_internal.hpp"
#include "records/clocks_moved.hpp"
#include "records/directory_events.hpp"
#include "records/past.hpp"
#include "records/recount.hpp"
#include "records/seats_left.hpp"
#include "records/written_test.hpp"

namespace reeve::records::testing {
namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::abort();
}

process::ProcessPtr load_or_give_up(const std::string& id, const std::string& yaml) {
    auto loaded = process::load_process(id, {{"process.yaml", yaml}});
    if (loaded) return loaded->process;
    std::string problems;
    for (const Problem& problem : loaded.error()) problems += text(problem) + "\n";
    give_up(problems);
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) give_up("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

constexpr std::string_view weekdays =
    R"({"tz": "Africa/Maputo", "week": {"mon": [HOURS], "tue": [HOURS], "wed": [HOURS], "thu": [HOURS], "fri": [HOURS]}MORE})";

std::string hours(std::string_view list, std::string_view more = "") {
    std::string json(weekdays);
    for (std::size_t at = json.find("HOURS"); at != std::string::npos; at = json.find("HOURS"))
        json.replace(at, 5, list);
    return json.replace(json.find("MORE"), 4, more);
}

}  // namespace

const process::Process& shipped(const std::string& id) {
    static std::map<std::string, process::ProcessPtr> known;
    process::ProcessPtr& process = known[id];
    if (!process) process = load_or_give_up(id, read_file(REEVE_ROOT "/processes/" + id + "/process.yaml"));
    return *process;
}

std::string text_of(const std::string& path) {
    return read_file(REEVE_ROOT "/" + path);
}

process::ProcessPtr loaded_from(const std::string& path) {
    return load_or_give_up("test", text_of(path));
}

Instant at(std::string_view local) {
    std::string text(local);
    text[10] = 'T';
    if (text.size() == 16) text += ":00";
    const auto instant = parse_instant(text + "+02:00");
    if (!instant) give_up("no instant: " + text);
    return *instant;
}

World::World(const process::Process& process) : now(at("2014-01-20 08:00")), process_(process) {
    add_calendar("facility_hours", hours(R"(["08:00", "16:00"])"));
    add_calendar("hospital_hours", hours(R"(["07:30", "12:00"], ["13:00", "16:30"])",
                                         R"(, "holidays": [{"date": "2014-02-03", "name": "Heroes' Day"}])"));
    add_calendar("always", R"({"tz": "Africa/Maputo", "always_open": true})");
    add_organisation("cs_boane", "facility", "facility_hours");
    add_organisation("cs_namaacha", "facility", "facility_hours");
    add_organisation("hr_xai_xai", "facility", "hospital_hours");
    add_organisation("cs_remote", "facility", "");
    add_organisation("central", "support", "facility_hours");
    add_organisation("platform", "vendor", "facility_hours");
    add_team("triage");
    add_team("senior");
    add_person("andre", "cs_boane", {"reporter"});
    add_person("jose", "cs_boane", {"reporter"});
    add_person("tomas", "hr_xai_xai", {"reporter"});
    add_person("rita", "cs_remote", {"reporter"});
    add_person("amelia", "hr_xai_xai", {"tier_1"});
    add_person("helena", "central", {"tier_2"}, "triage");
    add_person("ivo", "central", {"tier_2"}, "triage");
    add_person("rui", "central", {"tier_3"}, "senior");
    add_person("dinis", "platform", {"tier_4"});
    add_person("mario", "central", {"dhio"});
    if (process.role("agent")) staff_starter();
}

void World::staff_starter() {
    for (const char* caller : {"andre", "jose", "tomas", "rita"})
        add_person(caller, directory_->organisation(directory_->person(caller)->organisation)->name,
                   {"caller"});
    add_person("helena", "central", {"agent", "devices", "rights", "emergency_board"});
    add_person("ivo", "central", {"agent", "group", "problem_manager"}, "triage");
    add_person("mario", "central", {"change_manager", "board", "software"});
    add_person("amelia", "hr_xai_xai", {"group", "line_manager"}, "triage");
    add_person("rui", "central", {"group"}, "senior");
    add_person("dinis", "platform", {"group"}, "senior");
}

void World::enter(Event event) {
    event.id = id();
    event.occurred_at = now;
    const Directory before = *directory_;
    if (auto done = directory_->apply(event); !done) give_up(done.error().detail);
    const bool seats = leaves_roles_empty(before, *directory_, event);
    if (!follows_directory || !(seats || moves_clocks(before, *directory_, event))) return;
    for (const auto& [target, record] : records_)
        if (seats ? waits_for_seats(record) : has_clocks_to_move(record))
            follow_ups_.push_back({target, event.stream, event.id, 1});
    run_follow_ups();
}

void World::add_calendar(const std::string& name, const std::string& json, Instant effective) {
    const WorkingCalendar* known = directory_->calendar(name);
    auto spec = parse_json(json);
    if (!spec) give_up(json + ": " + spec.error().detail);
    WorkingCalendar calendar;
    calendar.id = Id::of_name("calendar:" + name);
    calendar.version = known ? known->version : 0;
    calendar.name = calendar.title = name;
    calendar.spec = *spec;
    calendar.effective = effective;
    enter(calendar_set(calendar));
}

void World::add_organisation(const std::string& name, const std::string& kind, const std::string& calendar) {
    const Organisation* known = directory_->organisation(name);
    enter(organisation_set({Id::of_name("organisation:" + name), known ? known->version : 0, name, name, kind,
                            calendar.empty() ? Id{} : Id::of_name("calendar:" + calendar)}));
}

void World::add_agreement(Agreement agreement) {
    if (const Agreement* known = directory_->agreement(agreement.id)) agreement.version = known->version;
    enter(agreement_set(agreement));
}

void World::add_team(const std::string& name, const std::string& organisation, const std::string& calendar) {
    const Team* known = directory_->team(name);
    enter(team_set({Id::of_name("team:" + name), known ? known->version : 0, name, name,
                    organisation.empty() ? Id{} : Id::of_name("organisation:" + organisation),
                    calendar.empty() ? Id{} : Id::of_name("calendar:" + calendar)}));
}

void World::add_person(const std::string& name, const std::string& organisation,
                       const std::vector<std::string>& roles, const std::string& team) {
    const Person* known = directory_->person(name);
    Person person;
    person.id = who(name);
    person.version = known ? known->version : 0;
    person.name = name;
    person.organisation = Id::of_name("organisation:" + organisation);
    if (!team.empty()) person.teams = {Id::of_name("team:" + team)};
    for (const std::string& role : roles) person.memberships.push_back({process_.id, role, {}});
    enter(person_set(person));
}

void World::delegate(std::string_view name, std::string_view delegate, Instant from, Instant until) {
    Person person = *directory_->person(name);
    person.delegate = delegate.empty() ? std::nullopt : std::optional(Delegation{who(delegate), from, until});
    enter(person_set(person));
}

Id World::who(std::string_view name) const {
    return Id::of_name("person:" + std::string(name));
}

const Record& World::get(std::string_view number) const {
    const auto found = by_number_.find(number);
    if (found == by_number_.end()) give_up(fmt::format("no record {}", number));
    return records_.at(found->second);
}

std::vector<std::string> World::event_types(std::string_view number) const {
    std::vector<std::string> types;
    for (const Event& event : events_.at(get(number).id))
        types.push_back(event.act.empty() ? event.type : event.type + " " + event.act);
    return types;
}

std::string World::clock(std::string_view number, std::string_view name) const {
    const Record& of = get(number);
    for (auto clock = of.clocks.rbegin(); clock != of.clocks.rend(); ++clock) {
        if (clock->now.clock != name) continue;
        std::string words(word(clock->now.state));
        if (clock->now.state != ClockState::running || !clock->now.due) return words;
        std::string due = text(*clock->now.due + Duration::hours(2));
        due[10] = ' ';
        due.pop_back();
        if (due.ends_with(":00")) due.resize(due.size() - 3);
        return words + " until " + due;
    }
    return "none";
}

std::int64_t World::events_count() const {
    std::int64_t count = 0;
    for (const auto& [stream, events] : events_) count += static_cast<std::int64_t>(events.size());
    return count;
}

const Record* World::record(Id id) {
    const auto found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
}

const Record* World::record(std::string_view number) {
    const auto found = by_number_.find(number);
    return found == by_number_.end() ? nullptr : &records_.at(found->second);
}

Ahead World::counting(const LimitKey& key, std::span<const Id> except) {
    Ahead counting;
    for (const auto& [id, record] : records_) {
        const auto keys = record.limits.find(key.limit);
        if (record.type != key.type || keys == record.limits.end() || !keys->second.contains(key.key) ||
            std::find(except.begin(), except.end(), id) != except.end())
            continue;
        if (counting.count++ == 0) counting.number = record.number;
    }
    return counting;
}

Ahead World::ahead(const Record& like, std::span<const std::string> states) {
    Ahead ahead;
    for (const auto& [id, other] : records_) {
        const bool there = std::find(states.begin(), states.end(), other.state) != states.end();
        if (id == like.id || other.type != like.type || !other.open || !there || other.rank >= like.rank ||
            !other.holder.same_custody(like.holder))
            continue;
        if (ahead.count++ == 0) ahead.number = other.number;
    }
    return ahead;
}

std::vector<const Record*> World::entries(const process::Process& process, const process::RecordType& type,
                                          std::size_t most) {
    std::vector<const Record*> found;
    for (const auto& [number, id] : by_number_) {
        const Record& record = records_.at(id);
        if (record.open && record.process == process.id && record.type == type.name && found.size() <= most)
            found.push_back(&record);
    }
    return found;
}

Situation World::situation(const Record* record) {
    Situation situation;
    situation.process = &process_;
    situation.record = record;
    situation.directory = directory_.get();
    situation.facts = this;
    situation.supply = this;
    situation.now = situation.received = now;
    situation.tzdata = "test";
    return situation;
}

Command World::command(std::string_view person, Command::Kind kind, std::string_view number) {
    Command command;
    command.kind = kind;
    command.id = id();
    command.actor = {ActorKind::person, who(person)};
    if (!number.empty()) command.record = get(number).id;
    return command;
}

Outcome<Plan> World::decide_only(const Command& command) {
    const Record* record = command.kind == Command::Kind::log ? nullptr : this->record(command.record);
    Situation given = situation(record);
    return decide(given, command);
}

Outcome<Plan> World::submit(const Command& command) {
    auto plan = decide_only(command);
    if (!plan) return plan;
    commit(*plan);
    run_follow_ups();
    return plan;
}

Outcome<std::string> World::log(std::string_view person, const std::string& type, JsonObject fields,
                                std::string title, std::string reporter) {
    Command command = this->command(person, Command::Kind::log);
    command.process = process_.id;
    command.type = type;
    command.title = std::move(title);
    command.fields = std::move(fields);
    command.reporter = std::move(reporter);
    const auto plan = submit(command);
    if (!plan) return std::unexpected(plan.error());
    return records_.at(plan->record).number;
}

Outcome<void> World::act(std::string_view person, std::string_view number, const std::string& act,
                         JsonObject fields, std::string comment, std::string audience) {
    Command command = this->command(person, Command::Kind::act, number);
    command.act = act;
    command.fields = std::move(fields);
    if (!comment.empty()) command.comment = CommentPart{std::move(comment), std::move(audience)};
    const auto plan = submit(command);
    if (!plan) return std::unexpected(plan.error());
    return {};
}

// In the order (instant, number, kind, name), as the desk runs them.
std::optional<World::Due> World::next_due(Instant to) const {
    std::optional<Due> first;
    const auto key = [&](const Due& due) {
        return std::tuple(due.timer.due, records_.at(due.record).number, due.timer.kind, due.timer.ordinal,
                          due.timer.name);
    };
    for (const auto& [id, record] : records_) {
        for (const DueTimer& timer : due_timers(record)) {
            const bool counts = timer.kind == DueTimer::Kind::act ? timer.due <= to : timer.due < to;
            const Due due{id, timer};
            if (counts && (!first || key(due) < key(*first))) first = due;
        }
    }
    return first;
}

void World::run(const Due& due) {
    Command command;
    command.kind = Command::Kind::timer;
    command.id = id();
    command.record = due.record;
    command.act = due.timer.name;
    command.due = due.timer.due;
    command.timer_kind = static_cast<std::uint8_t>(due.timer.kind);
    now = std::max(now, due.timer.due);
    const std::int64_t version = records_.at(due.record).version;
    const auto plan = submit(command);
    if (!plan) give_up("a due timer did nothing: " + plan.error().detail);
    if (records_.at(due.record).version == version) give_up("a due timer left no event");
}

void World::advance(Instant to) {
    int timers = 0;
    while (const auto due = next_due(to)) {
        run(*due);
        if (++timers > 1000) give_up("timers without end");
    }
    now = std::max(now, to);
}

void World::fault(const Record& record, const std::string& what) {
    faults_.push_back(fmt::format("{} at version {}: {}", record.number, record.version, what));
}

void World::commit(const Plan& plan) {
    for (const Expected& expected : plan.expects) {
        const auto known = records_.find(expected.stream);
        if (known != records_.end() && known->second.version != expected.version)
            faults_.push_back("a version moved");
        if (known == records_.end() && expected.version == 0 && events_.contains(expected.stream))
            faults_.push_back("it exists");
    }
    for (Event event : plan.events) {
        // As a store would seal and keep it.
        event.prev_hash = records_.contains(event.stream) ? records_[event.stream].head : Digest{};
        for (EventText& text : event.texts) text.commitment = sha256(text.value);
        event.hash = sha256(hex(event.prev_hash) + canonical_json(hashed_form(event)));
        Event stored = event;
        const auto skeleton_text = write_json(skeleton(event));
        if (!read_skeleton(*parse_json(skeleton_text), stored) || stored.changes != event.changes)
            faults_.push_back("a skeleton does not come back: " + skeleton_text);
        for (EventText& text : stored.texts) text = *event.text(text.path);
        if (auto applied = apply(records_[event.stream], stored); !applied)
            faults_.push_back(applied.error().detail);
        events_[event.stream].push_back(std::move(event));
    }
    for (Record planned : plan.records) {
        const Record& live = records_[planned.id];
        planned.head = live.head;
        if (!(planned == live)) fault(live, "what was planned is not what replay gives");
        by_number_[live.number] = live.id;
        check(live);
    }
    for (const FollowUp& follow_up : plan.follow_ups) follow_ups_.push_back(follow_up);
}

// Told anew from its stretches, each in what it was counted in, a clock comes to what was recorded.
void World::check_recount(const Record& record, const process::RecordType& type, const ClockInstance& clock) {
    const auto time_of = [&](const ClockSpan& span) -> const auto& {
        return working_time(*directory_, clock.now, span);
    };
    const auto index = type.clock(clock.now.clock);
    const bool done = index && fulfilled(type, type.clocks[*index], clock.now);
    const Recounted told = recount_as_it_was(clock, time_of, record.updated, done);
    const ClockSet& now = clock.now;
    const Duration elapsed = counted(*directory_, now, record.updated);
    if (told.state != now.state || told.due != now.due || told.breached_at != now.breached_at ||
        told.elapsed != elapsed)
        fault(record, fmt::format("the clock {} recounts to {} due {} breached {} after {}, not to {}",
                                  now.clock, word(told.state), told.due ? text(*told.due) : "never",
                                  told.breached_at ? text(*told.breached_at) : "never", text(told.elapsed),
                                  write_json(encode(Change(now)))));
}

// As a version would find it that asks what this one does, and to which the record were moved now.
void World::check_scopes(const Record& record) {
    const process::RecordType& type = process_.types[*process_.type(record.type)];
    std::vector<process::Index> rules;
    for (process::Index i = 0; i < type.clocks.size(); ++i)
        if (type.clocks[i].rule) rules.push_back(i);
    if (type.scopes.empty() && !type.scopes_leg && !type.scopes_round && rules.empty()) return;
    const auto same = [&](int) { return &process_; };
    const auto folded =
        fold_past(record, events_.at(record.id), {&process_}, same, directory(), *this, rules);
    if (!folded) return fault(record, "its journal does not lead to it");
    if (folded->since != record.since) fault(record, "what was noted since is not what its journal tells");
    if (record.rests()) return;
    std::map<process::Index, Instant> running;
    for (const process::Index rule : rules)
        if (const ClockInstance* clock = record.live_clock(type.clocks[rule].name))
            running.emplace(rule, clock->now.started);
    if (folded->owed != running)
        fault(record, "its rules' clocks are not those that its journal would begin");
}

void World::check(const Record& record) {
    check_scopes(record);
    if (const auto back = decode_record(*parse_json(written(record))); !back || !(*back == record))
        fault(record, "it does not come back");
    const process::RecordType& type = process_.types[*process_.type(record.type)];
    const bool ended_once = std::any_of(
        type.states.begin(), type.states.end(),
        [&](const process::State& state) { return state.end && record.states_ever.contains(state.name); });
    Instant from = record.created;
    for (std::size_t i = 0; i < record.legs.size(); ++i) {
        const Leg& leg = record.legs[i];
        if (leg.number != static_cast<std::int64_t>(i) + 1) fault(record, "legs are not counted");
        // Between an end and its reopening nobody has it.
        if (leg.from < from || (i > 0 && leg.from != from && !ended_once))
            fault(record, fmt::format("leg {} does not begin where the last one ended", leg.number));
        const bool last = i + 1 == record.legs.size();
        if (leg.to.has_value() != (!last || record.end))
            fault(record, fmt::format("leg {} is open in the wrong place", leg.number));
        if (leg.to && *leg.to < leg.from) fault(record, "a leg runs backwards");
        from = leg.to.value_or(from);
    }
    if (type.is_register) {
        if (!record.legs.empty()) fault(record, "somebody holds an entry of a register");
        return;
    }
    if (record.end != record.holder.role.empty())
        fault(record, "nobody holds it, or somebody holds what has ended");
    if (!record.end && !(record.holder == record.legs.back().holder))
        fault(record, "the holder is not that of the leg");
    for (const ClockInstance& clock : record.clocks) {
        check_recount(record, type, clock);
        const bool live = clock.now.state == ClockState::running || clock.now.state == ClockState::paused;
        if (live && record.end) fault(record, "a clock runs after the end");
        if (live && clock.now.leg != 0 && clock.now.leg != record.leg())
            fault(record, "a clock runs for a leg that is over");
        const bool endless = clock.now.state == ClockState::running && !clock.now.due;
        const Duration left = clock.now.limit - clock.now.elapsed;
        if (endless && working_time(*directory_, clock.now).due(clock.now.since, left) != Instant::never())
            fault(record, "a running clock without a due instant");
        for (std::size_t i = 1; i < clock.spans.size(); ++i)
            if (clock.spans[i - 1].to != clock.spans[i].from) fault(record, "a clock's spans have gaps");
    }
}

}  // namespace reeve::records::testing
