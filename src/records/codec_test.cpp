#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "records/event.hpp"
#include "records/generators_test.hpp"
#include "records/record.hpp"
#include "records/written_test.hpp"

namespace reeve::records {
namespace {

using namespace testing;

// Through text, as a disk would have it.
Json stored(const Json& json) {
    auto read = parse_json(write_json(json));
    return read ? *read : Json("unreadable");
}

RC_GTEST_PROP(Codec, ChangeComesBack, ()) {
    const Change change = *any_change();
    const auto back = decode_change(stored(encode(change)));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == change);
}

RC_GTEST_PROP(Codec, RecordComesBack, ()) {
    const Record record = *any_record();
    const std::string text = testing::written(record);
    const auto json = parse_json(text);
    RC_ASSERT(json.has_value());
    RC_ASSERT(write_json(*json) == text);
    const auto back = decode_record(*json);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == record);
    RC_ASSERT(testing::written(*back) == text);
    std::string behind = "before";
    write_text(record, behind);
    RC_ASSERT(behind == "before" + text);
}

RC_GTEST_PROP(Codec, SkeletonComesBack, ()) {
    const Event event = *any_event();
    Event back;
    RC_ASSERT(read_skeleton(stored(skeleton(event)), back).has_value());
    RC_ASSERT(back.act == event.act);
    RC_ASSERT(back.changes == event.changes);
    RC_ASSERT(back.facts == event.facts);
    RC_ASSERT(back.texts.size() == event.texts.size());
    for (std::size_t i = 0; i < back.texts.size(); ++i) {
        RC_ASSERT(back.texts[i].path == event.texts[i].path);
        RC_ASSERT(back.texts[i].commitment == event.texts[i].commitment);
        RC_ASSERT(back.texts[i].erased);
    }
}

TEST(Codec, TheFirstMemberNamesTheKind) {
    const auto first = [](const Change& change) { return write_json(encode(change)); };
    EXPECT_EQ(first(FieldSet{"urgency", "job_stopped", ""}), R"({"set":"urgency","value":"job_stopped"})");
    EXPECT_EQ(first(FieldSet{"solution", {}, "fields.solution"}),
              R"({"set":"solution","text":"fields.solution"})");
    EXPECT_EQ(first(StateEntered{"waiting", true, false, "reporter"}),
              R"({"state":"waiting","open":true,"waiting":"reporter"})");
    EXPECT_EQ(first(LegOpened{2, {"tier_3", {}, {}, {}}, "breach"}),
              R"({"leg":2,"holder":{"role":"tier_3"},"cause":"breach"})");
    EXPECT_EQ(first(LegOpened{3, {"tier_2", {}, {}, {}}, "act", "missing_details"}),
              R"({"leg":3,"holder":{"role":"tier_2"},"cause":"act","reason":"missing_details"})");
    EXPECT_EQ(
        first(DeedRefused{"escalate", "resolve", 2, {7}, {"when", "field/solution"}}),
        R"({"refused":"escalate","clock":"resolve","leg":2,"due":7,"unmet":["when","field/solution"]})");
    EXPECT_EQ(first(DeedSettled{"lapse", "", 0, true}), R"({"refused_no_more":"lapse","done":true})");
    EXPECT_EQ(first(Assigned{}), R"({"assigned":""})");
    EXPECT_EQ(first(TimerArmed{"close", {1'390'212'000'000'000}}),
              R"({"timer":"close","due":1390212000000000})");
}

TEST(Codec, RefusesWhatIsNoChange) {
    for (const char* text :
         {"[]", "{}", R"({"state":1})", R"({"value":1,"set":"x"})", R"({"set":"x","valu":1})", R"({"leg":1})",
          R"({"clock":"response","is":"melted","started":0,"since":0})", R"({"assigned":"nobody"})",
          R"({"priority":"P1","rank":9999999999})", R"({"linked":"visits","record":"","number":1})"}) {
        const auto json = parse_json(text);
        ASSERT_TRUE(json.has_value()) << text;
        const auto change = decode_change(*json);
        ASSERT_FALSE(change.has_value()) << text;
        EXPECT_EQ(change.error().kind, RefusalKind::malformed);
        EXPECT_FALSE(change.error().detail.empty());
    }
}

TEST(Codec, RefusesWhatIsNoSkeletonOrRecord) {
    Event event;
    for (const char* text :
         {"1", "{}", R"({"changes":{}})", R"({"changes":[],"more":1})", R"({"changes":[1]})",
          R"({"changes":[],"texts":{"title":"12"}})", R"({"changes":[],"act":1})"})
        EXPECT_FALSE(read_skeleton(*parse_json(text), event).has_value()) << text;
    Record record;
    record.id = Id{1, 2};
    Json json = *parse_json(testing::written(record));
    EXPECT_TRUE(decode_record(json).has_value());
    json.object().set("colour", "red");
    EXPECT_FALSE(decode_record(json).has_value());
    EXPECT_FALSE(decode_record(Json(1)).has_value());
}

TEST(Codec, HashedFormKeepsInstantsExact) {
    Event event;
    event.id = Id{0, 1};
    event.stream = Id{0, 2};
    event.stream_kind = "record";
    event.version = 3;
    event.type = "acted";
    event.occurred_at = {9'007'199'254'740'993};  // 2^53 + 1
    event.recorded_at = {1};
    event.audience = "public";
    event.act = "acknowledge";
    event.changes = {TimerArmed{"close", {9'007'199'254'740'993}}};
    EXPECT_EQ(
        canonical_json(hashed_form(event)),
        R"({"actor":{"kind":"desk"},"audience":"public","data":{"act":"acknowledge","changes":[{"due":)"
        R"("9007199254740993","timer":"close"}]},"id":"00000000000000000000000000000001","occurred_at":)"
        R"("9007199254740993","recorded_at":"1","stream":"00000000000000000000000000000002","stream_kind":)"
        R"("record","type":"acted","type_version":1,"v":1,"version":3})");
}

RC_GTEST_PROP(Codec, HashedFormTellsEventsApart, ()) {
    const Event event = *any_event();
    Event other = event;
    other.changes.push_back(*any_change());
    RC_ASSERT(canonical_json(hashed_form(event)) != canonical_json(hashed_form(other)));
    RC_ASSERT(canonical_json(hashed_form(event)) == canonical_json(hashed_form(event)));
}

}  // namespace
}  // namespace reeve::records
