#include "desk/staged_test.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "desk/pair_test.hpp"
#include "desk/relay_test.hpp"

namespace reeve::desk {
namespace {

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string why(const Refusal& refusal) {
    std::string text = std::string(word(refusal.kind)) + ": " + refusal.detail;
    for (const Unmet& one : refusal.unmet) {
        text += "\n  " + one.what + " " + one.field + ": " + one.why;
    }
    return text;
}

// The relay with its clocks in the hours of the site.
std::string relay_in_hours() {
    std::string text(relay_process);
    const auto put = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
            text.replace(at, from.size(), to);
        }
    };
    put("process: relay", "process: relay_in_hours");
    put("calendar: always", "calendar: site.hours");
    return text;
}

// The relay with clocks that are kept for some: each for others, and due sooner than those that everybody
// sees.
ShippedProcess relay_kept() {
    std::string text(relay_process);
    const auto put = [&](std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
    };
    put("process: relay", "process: relay_kept");
    put("    rules:\n", R"yaml(
      hers:     { title: Hers, starts: once, stops: [ state: over ], limit: "duration('11m')", calendar: always, seen_by: [asker] }
      there:    { title: There, starts: once, stops: [ state: over ], limit: "duration('9m')", calendar: always, seen_by: [local] }
      second:   { title: Second, starts: once, stops: [ state: over ], pauses: [ state: parked ], limit: "duration('7m')", calendar: always, seen_by: [second] }
      contract: { title: Contract, starts: once, stops: [ state: over ], agreement: contract, seen_by: parties }
    rules:
)yaml");
    return {"relay_kept", {{"process.yaml", text}, {"demo.yaml", std::string(relay_demo) + R"yaml(
agreements:
  northern: { title: Of the north, kind: contract, customer: north, provider: centre, calendar: always, from: 2014-01-01, targets: [ { clock: contract, limit: 13m } ], agreed: { by: anna, reference: N } }
  southern: { title: Of the south, kind: contract, customer: south, provider: centre, calendar: always, from: 2014-01-01, targets: [ { clock: contract, limit: 8m } ], agreed: { by: anna, reference: S } }
)yaml"}}};
}

}  // namespace

ShippedProcess shipped(const std::string& id) {
    if (id == "relay_in_hours") {
        return {id, {{"process.yaml", relay_in_hours()}, {"demo.yaml", std::string(relay_demo)}}};
    }
    if (id == "relay_kept") {
        return relay_kept();
    }
    if (id == "relay") {
        return {id, {{"process.yaml", std::string(relay_process)}, {"demo.yaml", std::string(relay_demo)}}};
    }
    if (id == "releases") {
        return {id,
                {{"process.yaml", std::string(releases_process)}, {"demo.yaml", std::string(releases_demo)}}};
    }
    if (id == "tickets") {
        return {id,
                {{"process.yaml", std::string(tickets_process)}, {"demo.yaml", std::string(tickets_demo)}}};
    }
    const std::string folder =
        std::string(REEVE_ROOT) + (id == "registered" ? "/tests/rehearsals/" : "/processes/") + id + "/";
    return {id,
            {{"process.yaml", read_file(folder + "process.yaml")},
             {"demo.yaml", read_file(folder + "demo.yaml")}}};
}

StagedDesk::StagedDesk(const std::vector<std::string>& processes, Limits limits,
                       std::unique_ptr<store::Store> given) {
    if (given) {
        store = std::move(given);
    } else {
        auto made = std::make_unique<store::model::ModelStore>();
        model = made.get();
        store = std::move(made);
    }
    reopen(limits);
    std::vector<ShippedProcess> all;
    for (const std::string& id : processes) {
        all.push_back(shipped(id));
    }
    auto submissions = demonstration(all);
    EXPECT_TRUE(submissions) << why(submissions.error());
    for (Administer& one : *submissions) {
        const Outcome<Answer> answer = submit(std::move(one));
        EXPECT_TRUE(answer) << why(answer.error());
    }
}

void StagedDesk::reopen(Limits limits) {
    desk = std::make_unique<Desk>(*store, entropy, limits);
    EXPECT_TRUE(desk->open().empty());
}

Asked StagedDesk::ask(Submission what) {
    auto asked = std::make_shared<std::optional<Outcome<Answer>>>();
    EXPECT_EQ(desk->submit(std::move(what), [asked](Outcome<Answer> answer) { *asked = std::move(answer); }),
              Desk::Submitted::queued);
    return asked;
}

Outcome<Answer> StagedDesk::submit(Submission what) {
    const Asked asked = ask(std::move(what));
    for (int i = 0; i < 10'000 && !*asked; ++i) {
        (void)step();
    }
    EXPECT_TRUE(*asked) << "no answer";
    return *asked ? **asked : refuse(RefusalKind::busy, "no answer");
}

Id StagedDesk::id(std::string_view person) const {
    const records::Person* found = desk->world()->directory->person(person);
    EXPECT_NE(found, nullptr) << person;
    return found != nullptr ? found->id : Id{};
}

Act StagedDesk::log(std::string_view person, std::string_view type, JsonObject fields) const {
    const std::size_t slash = type.find('/');
    Act act;
    act.command.kind = records::Command::Kind::log;
    act.command.actor = {records::ActorKind::person, id(person)};
    act.command.process = type.substr(0, slash);
    act.command.type = type.substr(slash + 1);
    act.command.title = "Something to do";
    act.command.fields = std::move(fields);
    return act;
}

Act StagedDesk::act(std::string_view person, std::string_view number, std::string_view name,
                    JsonObject fields) const {
    Act act;
    act.number = number;
    act.command.kind = records::Command::Kind::act;
    act.command.actor = {records::ActorKind::person, id(person)};
    act.command.act = name;
    act.command.fields = std::move(fields);
    return act;
}

Act StagedDesk::comment(std::string_view person, std::string_view number, std::string_view text,
                        std::string_view audience) const {
    Act act = this->act(person, number, "comment");
    act.command.kind = records::Command::Kind::comment;
    act.command.comment = records::CommentPart{std::string(text), std::string(audience)};
    return act;
}

std::string StagedDesk::logged(std::string_view person, std::string_view type, JsonObject fields) {
    return done(log(person, type, std::move(fields))).number;
}

records::Record StagedDesk::done(Act act) {
    const std::string what = act.number + " " + act.command.act;
    const Outcome<Answer> answer = submit(std::move(act));
    if (!answer) {
        ADD_FAILURE() << what << ": " << why(answer.error());
        return {};
    }
    return answer->record ? *answer->record : records::Record{};
}

RefusalKind StagedDesk::refused(Act act) {
    const std::string what = act.number + " " + act.command.act;
    const Outcome<Answer> answer = submit(std::move(act));
    EXPECT_FALSE(answer) << what << " was done";
    return answer ? RefusalKind{} : answer.error().kind;
}

void StagedDesk::advance(Instant to) {
    const Outcome<Answer> answer = submit(Advance{to});
    EXPECT_TRUE(answer) << why(answer.error());
    now = std::max(now, to);
}

void StagedDesk::live(Instant to) {
    now = std::max(now, to);
    for (int i = 0; i < 10'000; ++i) {
        if (step() > now) {
            return;
        }
    }
    ADD_FAILURE() << "the desk does not come to rest";
}

records::Record StagedDesk::record(std::string_view number) {
    store::Sight all;
    all.everything = true;
    const auto found = store->reader()->record(all, number);
    EXPECT_TRUE(found) << number;
    return found.value_or(records::Record{});
}

std::vector<records::Event> StagedDesk::journal(std::string_view stream_kind) {
    std::vector<records::Event> events;
    store->each_event(
        [&](const records::Event& event) {
            events.push_back(event);
            return true;
        },
        {&stream_kind, 1});
    return events;
}

std::vector<std::string> told(const std::vector<records::Event>& journal) {
    std::map<Id, std::string> numbers;
    std::vector<std::string> lines;
    for (const records::Event& event : journal) {
        for (const records::Change& change : event.changes) {
            if (const auto* born = std::get_if<records::Born>(&change)) {
                numbers[event.stream] = born->number;
            }
        }
        lines.push_back(numbers[event.stream] + " " + event.type +
                        (event.act.empty() ? "" : " " + event.act));
    }
    return lines;
}

}  // namespace reeve::desk
