// A journal as a released version wrote it, kept for ever: it must hash to what was stored and fold to the
// records that came out then. REEVE_WRITE_GOLDEN=PATH tells the story again and writes a new one beside it,
// for a new version of events; the old files stay.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "records/support_fixture_test.hpp"
#include "records/written_test.hpp"

namespace reeve::records {
namespace {

using namespace testing;

constexpr const char* journal_path = REEVE_ROOT "/src/records/golden/support_1.json";

Json entry(const Event& event) {
    JsonObject texts;
    for (const EventText& text : event.texts)
        texts.append(text.path, text.erased ? Json() : Json(text.value));
    return JsonObject{{"hashed", hashed_form(event)},
                      {"data", skeleton(event)},
                      {"texts", std::move(texts)},
                      {"prev_hash", hex(event.prev_hash)},
                      {"hash", hex(event.hash)}};
}

Id id_in(const Json& json, std::string_view key) {
    return Id::parse(json.string_or_empty(key)).value_or(Id{});
}
Instant instant_in(const Json& json, std::string_view key) {
    return {std::stoll(std::string(json.string_or_empty(key)))};
}
Digest digest_in(const Json& json, std::string_view key) {
    std::string bytes;
    Digest digest{};
    if (unhex(json.string_or_empty(key), bytes) && bytes.size() == digest.size())
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

Event read_event(const Json& json) {
    const Json& form = *json.find("hashed");
    Event event;
    event.id = id_in(form, "id");
    event.stream = id_in(form, "stream");
    event.stream_kind = form.string_or_empty("stream_kind");
    event.version = form.integer_or("version", 0);
    event.type = form.string_or_empty("type");
    event.type_version = static_cast<int>(form.integer_or("type_version", 0));
    event.occurred_at = instant_in(form, "occurred_at");
    event.recorded_at = instant_in(form, "recorded_at");
    EXPECT_TRUE(parse_word(form.find("actor")->string_or_empty("kind"), event.actor.kind));
    event.actor.id = id_in(*form.find("actor"), "id");
    event.on_behalf = id_in(form, "on_behalf");
    event.organisation = id_in(form, "organisation");
    event.command = id_in(form, "command");
    event.cause = id_in(form, "cause");
    event.process = form.string_or_empty("process");
    event.process_version = static_cast<int>(form.integer_or("process_version", 0));
    event.audience = form.string_or_empty("audience");
    const auto read = read_skeleton(*json.find("data"), event);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().detail);
    for (EventText& text : event.texts) {
        const Json* value = json.find("texts")->find(text.path);
        text.erased = value == nullptr || !value->is_string();
        if (!text.erased) text.value = value->string();
    }
    event.prev_hash = digest_in(json, "prev_hash");
    event.hash = digest_in(json, "hash");
    return event;
}

// The record without what later releases derive from the same events besides.
Record as_then(Record record) {
    for (ClockInstance& clock : record.clocks) {
        clock.former_limits.clear();
        clock.known_from.reset();
        for (ClockSpan& span : clock.spans) {
            span.calendar.clear();
            span.calendar_version = 0;
        }
    }
    for (auto& [act, count] : record.acts) count.last_by = {};
    return record;
}

// Everything that a record can live through, once.
class Story : public SupportTest {
protected:
    void tell() {
        JsonObject fields = high;
        fields.set("experienced", "2014-01-17T10:00:00+02:00");
        const std::string issue = logged(fields, "jose");
        Command watch = world.command("helena", Command::Kind::watch, issue);
        ASSERT_TRUE(world.submit(watch).has_value());
        done("helena", issue, "acknowledge");
        Command edit = world.command("helena", Command::Kind::edit, issue);
        edit.fields = {{"impact", "multiple_users"}, {"experienced", "2014-01-17T09:00:00+02:00"}};
        edit.new_title = "It fails for everybody";
        ASSERT_TRUE(world.submit(edit).has_value());
        edit.fields = {{"impact", "single_user"}};
        edit.new_title.reset();
        ASSERT_TRUE(world.submit(edit).has_value());
        world.advance("2014-01-20 10:00");
        done("helena", issue, "ask", {}, "Which screen?");
        world.advance("2014-01-21 09:00");
        Command answer = world.command("jose", Command::Kind::act, issue);
        answer.act = "answer";
        answer.comment = CommentPart{"This one.", ""};
        answer.attachments = {{Id{7, 7}, "screen.png", "image/png", std::string(64, 'a'), 1234, ""}};
        ASSERT_TRUE(world.submit(answer).has_value());
        world.advance("2014-01-22 09:00");  // breached: tier 3 has it
        done("rui", issue, "acknowledge");
        done("rui", issue, "dispatch", {}, "Look at the cable.");
        const std::string visit = world.get(issue).links.at(0).number;
        Command link = world.command("rui", Command::Kind::link, issue);
        link.links = {{"visits", visit, true}};
        ASSERT_TRUE(world.submit(link).has_value());
        link.links = {{"visits", visit, false}};
        ASSERT_TRUE(world.submit(link).has_value());
        world.advance("2014-01-23 09:00");
        done("mario", visit, "schedule", {{"technician", "mario"}, {"date", "2014-01-23T10:00:00+02:00"}});
        done("mario", visit, "complete", {{"outcome", "The cable was replaced."}});
        done("rui", issue, "resolve", {{"solution", "A new cable, and everything works."}});
        done("rui", issue, "write_article");
        done("jose", issue, "reopen", {}, "It fails again.");
        watch.watch_on = false;
        ASSERT_TRUE(world.submit(watch).has_value());
        world.add_organisation("cs_boane", "facility", "");
        world.advance("2014-01-27 09:00");  // breached, and the escalation is refused
        world.add_organisation("cs_boane", "facility", "always");
        done("ivo", issue, "acknowledge");
        done("ivo", issue, "resolve", {{"solution", "The power supply as well, this time for good."}});
        world.advance("2014-02-03 09:00");
        ASSERT_TRUE(world.get(issue).end);
    }

    [[nodiscard]] Json journal() const {
        std::map<Id, const Event*> in_order;  // ids of the small world count up
        for (const auto& [id, record] : world.records())
            for (const Event& event : world.events(id)) in_order.emplace(event.id, &event);
        JsonArray events, records;
        for (const auto& [id, event] : in_order) events.push_back(entry(*event));
        for (const auto& [id, record] : world.records())
            records.push_back(*parse_json(testing::written(record)));
        return JsonObject{{"events", std::move(events)}, {"records", std::move(records)}};
    }
};

TEST_F(Story, GoldenJournalFoldsAsItDid) {
    if (const char* path = std::getenv("REEVE_WRITE_GOLDEN")) {
        tell();
        std::ofstream(path) << write_json(journal()) << "\n";
    }
    std::ifstream file(journal_path);
    ASSERT_TRUE(file.good()) << journal_path;
    std::ostringstream text;
    text << file.rdbuf();
    const auto golden = parse_json(text.str());
    ASSERT_TRUE(golden.has_value());

    std::map<Id, Record> records;
    std::set<std::string> kinds;
    for (const Json& json : golden->find("events")->array()) {
        const Event event = read_event(json);
        EXPECT_EQ(canonical_json(hashed_form(event)), canonical_json(*json.find("hashed")));
        EXPECT_EQ(write_json(skeleton(event)), write_json(*json.find("data")));
        EXPECT_EQ(event.prev_hash, records[event.stream].head);
        EXPECT_EQ(sha256(hex(event.prev_hash) + canonical_json(hashed_form(event))), event.hash);
        const auto applied = apply(records[event.stream], event);
        ASSERT_TRUE(applied.has_value()) << applied.error().detail;
        for (const Change& change : event.changes) kinds.insert(encode(change).object().begin()->first);
    }
    const JsonArray& kept = golden->find("records")->array();
    ASSERT_EQ(kept.size(), records.size());
    for (const Json& json : kept) {
        const auto record = decode_record(json);
        ASSERT_TRUE(record.has_value()) << record.error().detail;
        EXPECT_EQ(testing::written(as_then(records[record->id])), write_json(json)) << record->number;
    }
    // All kinds of a record but the texts' erasure, which has a test of its own.
    EXPECT_EQ(kinds, (std::set<std::string>{"assigned", "attached", "born", "clock", "commented", "finding",
                                            "leg", "leg_closed", "linked", "organisation", "priority", "seen",
                                            "set", "state", "timer", "timer_off", "unlinked", "watching"}));
}

}  // namespace
}  // namespace reeve::records
