// A clock for the API: when it counts, in whose time, how long, and what follows.
#include "process/describe_internal.hpp"

namespace reeve::process {
namespace {

Json stop_json(const RecordType& type, const ClockStop& stop) {
    switch (stop.kind) {
        case ClockStop::Kind::act: return JsonObject{{"what", "act"}, {"name", type.acts[stop.index].name}};
        case ClockStop::Kind::state:
            return JsonObject{{"what", "state"}, {"name", type.states[stop.index].name}};
        case ClockStop::Kind::link_closed:
            return JsonObject{{"what", "link_closed"}, {"name", type.links[stop.index].name}};
        case ClockStop::Kind::condition:
            return JsonObject{{"what", "condition"}, {"text", stop.condition->source}};
        case ClockStop::Kind::step: {
            const Checklist& list = type.checklists[stop.index];
            return JsonObject{
                {"what", "step"}, {"checklist", list.name}, {"name", list.steps[stop.step].name}};
        }
        case ClockStop::Kind::hand_over: break;
    }
    return JsonObject{{"what", "hand_over"}};
}

Json pause_json(const RecordType& type, const ClockPause& pause) {
    switch (pause.kind) {
        case ClockPause::Kind::state:
            return JsonObject{{"what", "state"}, {"name", type.states[pause.index].name}};
        case ClockPause::Kind::waiting:
            return JsonObject{{"what", "waiting"}, {"name", waiting_word(pause.waiting)}};
        case ClockPause::Kind::outside: return JsonObject{{"what", "waiting"}, {"name", "outside"}};
        case ClockPause::Kind::link_open:
            return JsonObject{{"what", "link_open"}, {"name", type.links[pause.index].name}};
        case ClockPause::Kind::condition: break;
    }
    return JsonObject{{"what", "condition"}};
}

// "75%", or with what is done then.
Json shares_json(const RecordType& type, const std::vector<ClockShare>& shares) {
    JsonArray list;
    for (const ClockShare& share : shares) {
        JsonObject one{{"at", share.percent}};
        if (share.deed) one.set("do", type.acts[*share.deed].name);
        list.emplace_back(std::move(one));
    }
    return list;
}

Json sight_json(const Process& process, const ClockSight& sight) {
    if (sight.who == ClockSight::Who::parties) return "parties";
    JsonArray roles;
    for (const Index role : sight.roles) roles.emplace_back(process.roles[role].name);
    return roles;
}

std::string_view starts_word(Clock::Starts starts) {
    switch (starts) {
        case Clock::Starts::once: return "once";
        case Clock::Starts::each_leg: return "each_leg";
        case Clock::Starts::asked: break;
    }
    return "act";
}

}  // namespace

std::string calendar_word(const RecordType& type, const CalendarChoice& choice) {
    switch (choice.of) {
        case CalendarChoice::Of::named: return choice.name;
        case CalendarChoice::Of::organisation_field: return type.fields[choice.field].name + ".hours";
        case CalendarChoice::Of::holder: return "holder.hours";
        case CalendarChoice::Of::always: break;
    }
    return "always";
}

Json describe_clock(const Process& process, const RecordType& type, const Clock& clock,
                    std::string_view language) {
    JsonArray stops, pauses;
    for (const ClockStop& stop : clock.stops) stops.push_back(stop_json(type, stop));
    for (const ClockPause& pause : clock.pauses) pauses.push_back(pause_json(type, pause));
    JsonObject out{{"name", clock.name},
                   {"title", shown(clock.title, clock.name, language)},
                   {"starts", starts_word(clock.starts)},
                   {"stops", std::move(stops)},
                   {"pauses", std::move(pauses)},
                   {"calendar", calendar_word(type, clock.calendar)}};
    if (!clock.holders.empty()) {
        JsonArray holders;
        for (const Index role : clock.holders) holders.emplace_back(process.roles[role].name);
        out.set("of", std::move(holders));
    }
    if (clock.alive_while) out.set("while", clock.alive_while->source);
    if (clock.repeats) out.set("repeats", true);
    if (clock.starts_by) out.set("starts_by", type.acts[*clock.starts_by].name);
    if (clock.rule) out.set("rule", type.rules[*clock.rule].name);
    if (clock.starts_at) out.set("starts_at", type.fields[*clock.starts_at].name);
    if (clock.limit) out.set("limit", clock.limit->source);
    if (clock.due_field) out.set("due", type.fields[*clock.due_field].name);
    if (clock.agreement) out.set("agreement", word(*clock.agreement));
    if (!clock.warnings.empty()) {
        out.set("warn", clock.warnings.front().percent);
        out.set("warnings", shares_json(type, clock.warnings));
    }
    if (clock.on_breach) out.set("breach", type.acts[*clock.on_breach].name);
    if (!clock.overdue.empty()) out.set("overdue", shares_json(type, clock.overdue));
    if (clock.sight.who != ClockSight::Who::all) out.set("seen_by", sight_json(process, clock.sight));
    return out;
}

}  // namespace reeve::process
