// Effects that link to what there is, that order clocks about, that publish: what loads, and what is refused.
#include <gmock/gmock.h>

#include "process/describe.hpp"
#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Draft doing(std::string_view effects) {
    return Draft().with("then: [ assign: actor ]", "then: [ " + std::string(effects) + " ]");
}

constexpr std::string_view upgrade =
    "      upgrade: { starts: act, stops: [ state: done ], limit: \"duration('1h')\" }";

Draft with_upgrade(std::string_view effects) {
    return doing(effects).after("    clocks:", upgrade);
}

const Effect& first_effect(const ProcessPtr& process) {
    return process->types[0].acts[*process->types[0].act("begin")].then.front();
}

TEST(LinkEffect, NamesALinkAndWhatItLeadsTo) {
    const ProcessPtr process =
        doing("link: { links: notes, to: \"links.notes.filter(n, n.open)\" }").process();
    const Effect& effect = first_effect(process);
    EXPECT_EQ(effect.kind, Effect::Kind::link);
    EXPECT_EQ(process->types[0].links[effect.link_to->link].name, "notes");
    for (const std::string to :
         {"note", "record.note", "'MEMO-001'", "['MEMO-001', 'MEMO-002']", "links.notes[0]"})
        EXPECT_THAT(doing("link: { links: notes, to: \"" + to + "\" }").problems(), ElementsAre("loaded"))
            << to;
}

TEST(LinkEffect, IsRefusedWhereItNamesNoRecordOfThatLink) {
    EXPECT_THAT(doing("link: { links: notes, to: count }").problems(),
                Contains(HasSubstr("`to` is int, and no record")));
    EXPECT_THAT(doing("link: { links: notes, to: level }").problems(), Contains(HasSubstr("and no record")));
    EXPECT_THAT(doing("link: { links: notes, to: links.twins }")
                    .after("    links:", "      twins: { to: issue, inverse: twin_of, max: 3 }")
                    .problems(),
                Contains(HasSubstr("`to` is linked issue, and 'notes' leads to 'memo'")));
    EXPECT_THAT(doing("link: { links: note, to: note }").problems(),
                Contains(HasSubstr("unknown link 'note'")));
    EXPECT_THAT(doing("link: { links: notes }").problems(), Contains(HasSubstr("does not say to what")));
    EXPECT_THAT(doing("link: notes").problems(), Contains(HasSubstr("`link`")));
}

TEST(ClockEffects, SayOfAClockWhatIsAskedOfIt) {
    const ProcessPtr process = with_upgrade("start: upgrade, pause: late").process();
    const RecordType& issue = process->types[0];
    const Clock& started = issue.clocks[*issue.clock("upgrade")];
    EXPECT_EQ(started.starts, Clock::Starts::asked);
    EXPECT_EQ(started.orders, (ClockOrders{.starts = true}));
    EXPECT_EQ(issue.clocks[*issue.clock("late")].orders, (ClockOrders{.pauses = true}));
    EXPECT_EQ(first_effect(process).kind, Effect::Kind::start_clock);
}

TEST(ClockEffects, NameAClockOfTheType) {
    for (const std::string effect : {"start", "stop", "pause", "resume"}) {
        EXPECT_THAT(doing(effect + ": lat").problems(), Contains(HasSubstr("unknown clock 'lat'")));
        EXPECT_THAT(
            doing(effect + ": all_look")
                .after("    kind: incident", "    checklists: { all: { steps: { look: { due: 1h } } } }")
                .problems(),
            Contains(HasSubstr("'all_look' is the clock of a step or of a rule")));
    }
}

TEST(ClockEffects, StartWhatDoesNotStartByItself) {
    EXPECT_THAT(with_upgrade("assign: actor").problems(),
                Contains(HasSubstr("nothing starts the clock 'upgrade'")));
    EXPECT_THAT(Draft().with("        starts: once", "        starts: never").problems(),
                Contains(HasSubstr("unknown start of a clock 'never'")));
}

TEST(ClockEffects, StopAClockThatNothingElseStops) {
    const std::string_view endless = "      upgrade: { starts: act, limit: \"duration('1h')\" }";
    EXPECT_THAT(doing("start: upgrade").after("    clocks:", endless).problems(),
                Contains(HasSubstr("nothing stops the clock 'upgrade'")));
    EXPECT_THAT(doing("start: upgrade")
                    .after("    clocks:", endless)
                    .with("      done: {}", "      done: { enter: [ stop: upgrade ] }")
                    .problems(),
                ElementsAre("loaded"));
}

TEST(ClockEffects, OfWhichOneWaitsForAnotherAreWarnedOf) {
    EXPECT_THAT(doing("pause: late").warnings(),
                Contains(HasSubstr("what pauses the clock 'late' pauses it for good")));
    EXPECT_THAT(doing("resume: late").warnings(), Contains(HasSubstr("no effect pauses the clock 'late'")));
    EXPECT_THAT(doing("pause: late, resume: late").warnings(), Not(Contains(HasSubstr("the clock 'late'"))));
}

TEST(Publish, SaysATextToAnAudience) {
    const ProcessPtr process = doing("publish: { text: \"{record.number}: {record.note}\" }").process();
    EXPECT_EQ(first_effect(process).publish->audience, Audience::open_to_all);
    EXPECT_EQ(first_effect(process).publish->text.in("en"), "{record.number}: {record.note}");
    EXPECT_EQ(first_effect(doing("publish: { text: Now., audience: internal }").process()).publish->audience,
              Audience::internal);
}

TEST(Publish, IsRefusedWhereItSaysNothingOrNotToEverybody) {
    EXPECT_THAT(doing("publish: { audience: public }").problems(),
                Contains(HasSubstr("`publish` says nothing")));
    EXPECT_THAT(doing("publish: { text: Now., audience: all }").problems(),
                Contains(HasSubstr("unknown audience 'all'")));
    EXPECT_THAT(doing("publish: { text: \"{record.nte}\" }").problems(),
                Contains(HasSubstr("unknown place of what is published 'record.nte'")));
    EXPECT_THAT(doing("publish: { text: { en: Now. } }")
                    .with("version: 1", "version: 1\ntitle: { en: D, pt: E }")
                    .problems(),
                Contains(HasSubstr("what is published has no text in pt")));
}

TEST(Effects, AreDescribedForPeople) {
    const ProcessPtr process = with_upgrade(
                                   "start: upgrade ] }\n      more: { from: work, by: agent, then: [ link: { "
                                   "links: notes, to: note }, "
                                   "publish: { text: Now. } ")
                                   .process();
    const std::string told = write_json(describe(*process, "en"));
    EXPECT_THAT(told, HasSubstr(R"({"what":"start","clock":"upgrade"})"));
    EXPECT_THAT(told, HasSubstr(R"({"what":"link","link":"notes","text":"note"})"));
    EXPECT_THAT(told, HasSubstr(R"({"what":"publish","audience":"public","text":"Now."})"));
    EXPECT_THAT(told, HasSubstr(R"("starts":"act")"));
}

}  // namespace
}  // namespace reeve::process
