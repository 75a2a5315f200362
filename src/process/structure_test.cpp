// Links with outcomes and shares, needs for what is linked, checklists, dossiers, question trees, for_each
// and registers: what loads, and what is refused.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"
#include "process/tree.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view jot =
    "          - create: { type: memo, link: notes, title: \"'Memo: ' + record.title\", fields: { text: "
    "\"'x'\" } }";
constexpr std::string_view ask_need = "          - { comment: public, why: Ask. }";

std::vector<std::string> behind(std::string_view line, std::string_view lines) {
    return Draft().after(line, lines).problems();
}

TEST(Outcomes, AreStatesByWhatTheyMeanToOthers) {
    const ProcessPtr process =
        Draft().after("    kind: task", "    outcomes: { written: [open], over: [shut] }").process();
    const RecordType& memo = process->types[*process->type("memo")];
    EXPECT_THAT(memo.outcomes, ElementsAre("written", "over"));
    EXPECT_EQ(memo.states[*memo.state("shut")].outcome, "over");
    EXPECT_TRUE(process->types[0].links[0].linked.field_index("outcome").has_value());
}

TEST(Outcomes, NameStatesOnce) {
    EXPECT_THAT(behind("    kind: task", "    outcomes: { over: [shat] }"),
                Contains(HasSubstr("unknown state 'shat'")));
    EXPECT_THAT(behind("    kind: task", "    outcomes: { over: [shut], done: [shut] }"),
                Contains(HasSubstr("'shut' means 'over' already")));
}

TEST(Shares, AreFieldsThatAreNeverErased) {
    EXPECT_THAT(behind("    kind: task", "    shares: [text]"), Contains(HasSubstr("can be erased")));
    EXPECT_THAT(behind("    kind: task", "    shares: [txt]"), Contains(HasSubstr("unknown field 'txt'")));
}

TEST(Documents, HaveKindsThatNeedsAskFor) {
    const auto with = [](std::string_view documents, std::string_view need) {
        return Draft()
            .after("    kind: incident", "    documents: " + std::string(documents))
            .after(ask_need, "          - { " + std::string(need) + ", why: x }");
    };
    const std::string_view kinds = "{ report: { title: { en: Report, pt: Ata } }, plan: {} }";
    const ProcessPtr process = with(kinds, "document: plan, since: begin, min: 2").process();
    const RecordType& issue = process->types[0];
    ASSERT_EQ(issue.documents.size(), 2U);
    EXPECT_EQ(issue.documents[0].title.in("pt"), "Ata");
    const Need& need = issue.acts[*issue.act("ask")].needs.back();
    EXPECT_EQ(need.document, std::optional<Index>(1));
    EXPECT_EQ(need.name, "plan");
    EXPECT_EQ(need.count_min, 2U);
    EXPECT_THAT(with(kinds, "document: plann").problems(),
                Contains(HasSubstr("unknown kind of document 'plann'")));
    EXPECT_THAT(with("{ Plan: {} }", "document: true").problems(),
                Contains(HasSubstr("'Plan' is no name for a kind of document")));
    EXPECT_THAT(with("{ plan: { titel: Plan } }", "document: plan").problems(),
                Contains(HasSubstr("'titel'")));
    EXPECT_THAT(with("{ plan: Plan }", "document: plan").problems(),
                Contains(HasSubstr("the kind of document 'plan'")));
    EXPECT_THAT(with("{ plan: {} }", "document: plan, unless: comment").problems(),
                Contains(HasSubstr("`unless` belongs to `first_in_order`")));
}

TEST(TimeEntries, AreAskedForSinceAnActByWhoeverActsAndInMinutes) {
    const auto with = [](std::string_view need) {
        return Draft().after(ask_need, "          - { " + std::string(need) + ", why: x }");
    };
    const ProcessPtr process = with("time_entry: true, since: begin, by: actor, min: 90").process();
    const RecordType& issue = process->types[0];
    const Need& need = issue.acts[*issue.act("ask")].needs.back();
    EXPECT_EQ(std::tuple(need.kind, need.name, need.since, need.by_actor, need.count_min),
              std::tuple(Need::Kind::time_entry, "time_entry", issue.act("begin"), true, 90U));
    EXPECT_THAT(with("time_entry: false").problems(), Contains(HasSubstr("either true or left out")));
    EXPECT_THAT(with("time_entry: true, by: holder").problems(), Contains(HasSubstr("whoever acts")));
    EXPECT_THAT(with("time_entry: true, since: beginn").problems(),
                Contains(HasSubstr("unknown act 'beginn'")));
    EXPECT_THAT(with("document: true, by: actor").problems(),
                Contains(HasSubstr("`by` belongs to a need for a time entry")));
    EXPECT_THAT(with("comment: internal, since: begin").problems(),
                Contains(HasSubstr("`since` belongs to a need for a document or a time entry")));
    EXPECT_THAT(behind("    kind: task",
                       "    dossiers: { hours: { needs: [ { time_entry: true, by: actor, "
                       "why: x } ] } }"),
                Contains(HasSubstr("nobody acts for a dossier")));
}

TEST(Links, HaveAnEndThatIsCounted) {
    const auto with = [](std::string_view max) {
        return Draft()
            .with("notes: { to: memo, inverse: issue }",
                  "notes: { to: memo, inverse: issue, max: " + std::string(max) + " }")
            .problems();
    };
    EXPECT_THAT(with("1000"), ElementsAre("loaded"));
    EXPECT_THAT(with("1001"), Contains(HasSubstr("expected a whole number from 1 to 1000")));
    EXPECT_THAT(with("0"), Contains(HasSubstr("expected a whole number from 1 to 1000")));
}

TEST(Links, ToAnotherProcessSayWhatTheyReadThere) {
    const std::string_view link =
        "      rfc: { to: releases/change, inverse: incidents, max: 5, reads: { outcome: [live, dropped], "
        "size: { choice: level } } }";
    const std::string_view notes = "      notes: { to: memo, inverse: issue }";
    const ProcessPtr process = Draft().after(notes, link).process();
    const Link& rfc = process->types[0].links[1];
    EXPECT_TRUE(rfc.is_remote());
    EXPECT_EQ(rfc.target_process + "." + rfc.target_name, "releases.change");
    EXPECT_TRUE(rfc.linked.field_index("size").has_value());
    // Its state is its own affair.
    EXPECT_FALSE(rfc.linked.field_index("state").has_value());
    EXPECT_THAT(behind(notes, "      rfc: { to: releases/, inverse: incidents }"),
                Contains(HasSubstr("names no record type of a process")));
    EXPECT_THAT(behind(notes, "      rfc: { to: a/b, inverse: c, reads: { note: { text: long } } }"),
                Contains(HasSubstr("texts are not shared")));
    EXPECT_THAT(behind(notes, "      rfc: { to: memo, inverse: c, reads: { outcome: [x] } }"),
                Contains(HasSubstr("`reads` is for links to other processes")));
}

TEST(Needs, AskForLinksDocumentsChecklistsAndDossiers) {
    const ProcessPtr process =
        Draft()
            .after("    kind: incident",
                   "    checklists: { all: { steps: { one: {} } } }\n"
                   "    dossiers: { papers: { needs: [ { document: true, why: y } ] } }")
            .after(ask_need,
                   "          - { link: notes, linked: \"linked.state == 'shut'\", min: 2, why: x }\n"
                   "          - { document: true, since: begin, min: 3, why: x }\n"
                   "          - { checklist: all, why: x }\n"
                   "          - { dossier: papers, why: x }")
            .process();
    const RecordType& type = process->types[0];
    std::vector<std::string> kinds;
    for (const Need& need : type.acts[*type.act("ask")].needs) kinds.push_back(need.name);
    EXPECT_THAT(kinds, Contains("notes"));
    EXPECT_THAT(kinds, Contains("document"));
}

TEST(Needs, AreRefusedWhereTheyAskForNothingThereIs) {
    EXPECT_THAT(behind(ask_need, "          - { link: notse, why: x }"),
                Contains(HasSubstr("unknown link 'notse'")));
    EXPECT_THAT(behind(ask_need, "          - { link: notes, linked: \"linked.state == 'shat'\", why: x }"),
                Contains(HasSubstr("shat")));
    EXPECT_THAT(behind(ask_need, "          - { link: notes, linked: linked.number, why: x }"),
                testing::Not(ElementsAre("loaded")));
    EXPECT_THAT(behind(ask_need, "          - { document: false, why: x }"),
                Contains(HasSubstr("`document` is true, a kind of document, or left out")));
    EXPECT_THAT(behind(ask_need, "          - { document: true, since: begun, why: x }"),
                Contains(HasSubstr("unknown act 'begun'")));
    EXPECT_THAT(behind(ask_need, "          - { checklist: all, why: x }"),
                Contains(HasSubstr("unknown checklist 'all'")));
    EXPECT_THAT(behind(ask_need, "          - { field: note, linked: 'true', why: x }"),
                Contains(HasSubstr("`linked` belongs to a need for a link")));
}

TEST(Checklists, HaveStepsWithConditionsAndReasons) {
    EXPECT_THAT(behind("    kind: task", "    checklists: { all: { steps: {} } }"),
                Contains(HasSubstr("has no `steps`")));
    EXPECT_THAT(
        behind("    kind: task", "    checklists: { all: { steps: { one: { when: \"text == 'x'\" } } } }"),
        Contains(HasSubstr("has a condition but no `why`")));
    EXPECT_THAT(behind("    kind: task", "    checklists: { all: { steps: { one: { by: desk } } } }"),
                Contains(HasSubstr("a step is ticked by people")));
    EXPECT_THAT(behind("    kind: task", "    checklists: { all: { steps: { one: { by: nobody } } } }"),
                Contains(HasSubstr("unknown role 'nobody'")));
}

std::string steps(std::string_view of) {
    return "    checklists: { all: { ordered: true, steps: { " + std::string(of) + " } } }";
}

TEST(Checklists, HaveStepsThatNeedSomethingAndAreDue) {
    const ProcessPtr process =
        Draft()
            .after(
                "    kind: incident",
                steps("one: { title: One, due: 4h, needs: [ { field: note, why: y } ] }, two: { due: seen }, "
                      "three: { due: { within: 8h, calendar: place.hours, warn: 50% } }"))
            .process();
    const RecordType& type = process->types[0];
    const std::vector<ChecklistStep>& list = type.checklists[0].steps;
    EXPECT_EQ(list[0].act.needs.at(0).name, "note");
    EXPECT_EQ(list[0].act.from.size(), 4U) << "all but the end";
    const Clock& one = type.clocks.at(*list[0].clock);
    EXPECT_EQ(one.name, "all_one");
    EXPECT_EQ(one.title.in("en"), "One");
    ASSERT_NE(one.step(), nullptr);
    EXPECT_EQ(one.starts, Clock::Starts::once);
    EXPECT_EQ(type.clocks.at(*list[1].clock).due_field, type.field("seen"));
    EXPECT_EQ(type.clocks.at(*list[2].clock).warnings.size(), 1U);
    EXPECT_EQ(type.clocks.at(*type.clock("answer")).step(), nullptr);
}

TEST(Checklists, AreRefusedWhereAStepAsksForWhatCannotBe) {
    const auto said = [](std::string_view of) { return behind("    kind: incident", steps(of)); };
    EXPECT_THAT(said("one: { needs: [ { comment: public, why: x } ] }"),
                Contains(HasSubstr("a step asks for no comment")));
    EXPECT_THAT(said("one: { needs: [ { checklist: all, why: x } ] }"),
                Contains(HasSubstr("a step of 'all' needs the whole of it")));
    EXPECT_THAT(said("one: { due: sen }"), Contains(HasSubstr("unknown field 'sen'")));
    EXPECT_THAT(said("one: { due: note }"), Contains(HasSubstr("holds no instant")));
    EXPECT_THAT(said("one: { due: 1wd }"),
                Contains(HasSubstr("`wd` for the step 'one', which counts in no calendar")));
    EXPECT_THAT(said("one: { due: { within: 1wd4h, calendar: always } }"),
                Contains(HasSubstr("`wd` for the step 'one'")));
    EXPECT_THAT(said("one: { due: { within: 1wd1d, calendar: holder.hours } }"),
                Contains(HasSubstr("`d` is 24 hours, but the step 'one' counts working time")));
    EXPECT_THAT(said("one: { due: { within: 1wd4h, calendar: holder.hours } }"), ElementsAre("loaded"));
    EXPECT_THAT(said("one: { due: { within: 1d, calendar: place.hours } }"),
                Contains(HasSubstr("`d` is 24 hours")));
    EXPECT_THAT(said("one: { due: { within: 1h, at: seen } }"),
                Contains(HasSubstr("the step 'one' is not due once")));
    EXPECT_THAT(said("one: { due: { warn: 50% } }"), Contains(HasSubstr("the step 'one' is not due once")));
    EXPECT_THAT(said("one: { due: [] }"), Contains(HasSubstr("`due` is")));
    EXPECT_THAT(Draft()
                    .after("    kind: incident", "    checklists: { late: { steps: { er: { due: 1h } } } }")
                    .with("      late:\n", "      late_er:\n")
                    .problems(),
                Contains(HasSubstr("there is a clock 'late_er' already")));
    const Draft alike =
        Draft()
            .after("    kind: incident", "    checklists: { late: { steps: { l: { due: 1h } } } }")
            .with("      late:\n", "      late_1:\n");
    EXPECT_THAT(alike.problems(), ElementsAre(HasSubstr("the clock 'late_l' looks like 'late_1'")));
    EXPECT_TRUE(load_process("draft", alike.files(), Text::in_use).has_value());
}

TEST(Links, AreReadByTheirInverseNames) {
    const ProcessPtr process =
        Draft()
            .after("      log: { by: [agent, expert], form: [title, text] }",
                   "      end: { from: open, to: shut, by: agent, why: x, when: \"links.issue.exists(i, "
                   "i.open && i.state == 'work')\" }")
            .process();
    const RecordType& memo = process->types[*process->type("memo")];
    ASSERT_EQ(memo.inverses.size(), 1U);
    EXPECT_EQ(memo.inverses[0].name, "issue");
    EXPECT_EQ(memo.inverses[0].target_name, "issue");
    EXPECT_TRUE(process->types[0].inverses.empty());
}

TEST(Old, IsSeenByWhatFollowsFromAState) {
    const auto entering = [](std::string_view state, std::string_view effect) {
        return Draft().with(state, effect).problems();
    };
    EXPECT_THAT(entering("      work: { open: true }",
                         "      work: { open: true, enter: [ set: { count: \"old.count\" } ], exit: [ set: { "
                         "count: \"old.state == 'work' ? 1 : 2\" } ] }"),
                testing::ElementsAre("loaded"));
    EXPECT_THAT(entering("      new: { open: true, start: true }",
                         "      new: { open: true, start: true, enter: [ set: { count: \"old.count\" } ] }"),
                Contains(HasSubstr("unguarded use of 'old'")));
    EXPECT_THAT(entering("      new: { open: true, start: true }",
                         "      new: { open: true, start: true, enter: [ set: { count: \"old != null ? "
                         "old.count : 0\" } ] }"),
                testing::ElementsAre("loaded"));
}

TEST(Dossiers, AskForNothingThatAnActBringsAlong) {
    EXPECT_THAT(behind("    kind: task", "    dossiers: { papers: { needs: [] } }"),
                Contains(HasSubstr("has no `needs`")));
    EXPECT_THAT(
        behind("    kind: task", "    dossiers: { papers: { needs: [ { comment: public, why: x } ] } }"),
        Contains(HasSubstr("a dossier asks for no comment")));
    EXPECT_THAT(behind("    kind: task",
                       "    dossiers: { papers: { owner: chief, needs: [ { document: true, "
                       "why: x } ] } }"),
                Contains(HasSubstr("unknown role 'chief'")));
}

constexpr std::string_view tree =
    "trees:\n"
    "  where:\n"
    "    out: { to: role, after: maybe duration }\n"
    "    ask: Is it urgent?\n"
    "    yes: { give: { to: expert, after: 1h } }\n"
    "    no:\n"
    "      ask: How bad is it?\n"
    "      choice: level\n"
    "      high: { give: { to: expert } }\n"
    "      any: { give: { to: agent } }";

std::vector<std::string> with_tree(std::string_view old_text, std::string_view new_text) {
    return Draft().after("version: 1", tree).with(old_text, new_text).problems();
}

TEST(Trees, LeadEveryAnswerToALeaf) {
    const ProcessPtr process = Draft().after("version: 1", tree).process();
    ASSERT_EQ(process->trees.size(), 1U);
    const auto walked = walk(*process, *process->trees[0], {"no", "low"}, "en");
    ASSERT_TRUE(walked.has_value());
    EXPECT_EQ(write_json(walked->result), R"({"to":"agent","after":null})");
    EXPECT_FALSE(walk(*process, *process->trees[0], {"no", "any"}, "en").has_value());
}

TEST(Trees, AreRefusedWithGapsAndUnknownAnswers) {
    EXPECT_THAT(with_tree("      any: { give: { to: agent } }\n", ""),
                Contains(HasSubstr("no answer for low")));
    EXPECT_THAT(with_tree("    yes: { give: { to: expert, after: 1h } }\n", ""),
                Contains(HasSubstr("no answer for yes")));
    EXPECT_THAT(with_tree("      high: { give", "      hihg: { give"),
                Contains(HasSubstr("unknown value of level 'hihg'")));
    EXPECT_THAT(with_tree("{ to: agent }", "{ to: agnet }"), Contains(HasSubstr("unknown role 'agnet'")));
    EXPECT_THAT(with_tree("{ to: agent }", "{ after: 1h }"), Contains(HasSubstr("'to' is not given")));
    EXPECT_THAT(with_tree("      choice: level\n      high", "      choice: levle\n      high"),
                Contains(HasSubstr("unknown choice 'levle'")));
    EXPECT_THAT(with_tree("    ask: Is it urgent?\n", ""), Contains(HasSubstr("a question asks nothing")));
    EXPECT_THAT(with_tree("high: { give: { to: expert } }",
                          "high: { give: { to: expert } }\n      low: { give: { to: expert } }"),
                Contains(HasSubstr("`any` is never reached")));
}

TEST(Trees, AreAskedByActsAndReadInExpressions) {
    const auto problems = [](std::string_view old_text, std::string_view new_text) {
        return Draft().after("version: 1", tree).with(old_text, new_text).problems();
    };
    EXPECT_THAT(problems("      close: { from",
                         "      walk: { from: work, by: holder, asks: wher }\n      close: { from"),
                Contains(HasSubstr("unknown tree 'wher'")));
    EXPECT_THAT(
        problems("      close: { from",
                 "      walk: { from: work, by: holder, asks: where, when: \"trees.where.to == 'agent'\", "
                 "why: x }\n      close: { from"),
        testing::Not(ElementsAre("loaded")));  // it may not have been walked
    EXPECT_THAT(problems("      close: { from",
                         "      walk: { from: work, by: holder, asks: where, when: \"trees.where != null && "
                         "trees.where.to == 'agent'\", why: x }\n      close: { from"),
                ElementsAre("loaded"));
}

TEST(ForEach, NeedsAKeyAndAPlaceForWhatIsSuperfluous) {
    const auto each = [](std::string_view parts) {
        return behind(jot, "          - for_each: { " + std::string(parts) + " }");
    };
    const std::string create =
        "create: { type: memo, link: notes, title: \"'x'\", fields: { text: \"'x'\" } }";
    EXPECT_THAT(each("rows: links.notes, as: n, key: n.number, superfluous: shut, " + create),
                ElementsAre("loaded"));
    EXPECT_THAT(each("rows: links.notes, as: n, superfluous: shut, " + create),
                Contains(HasSubstr("`for_each` has no `key`")));
    EXPECT_THAT(each("rows: links.notes, as: n, key: n.number, " + create),
                Contains(HasSubstr("`for_each` has no `superfluous`")));
    EXPECT_THAT(each("rows: links.notes, as: n, key: n.open, superfluous: shut, " + create),
                Contains(HasSubstr("a key is bool")));
    EXPECT_THAT(each("rows: record.title, as: n, key: n, superfluous: shut, " + create),
                Contains(HasSubstr("and no list")));
    EXPECT_THAT(each("rows: links.notes, as: n, key: n.number, superfluous: open, " + create),
                Contains(HasSubstr("'open' is no end")));
    EXPECT_THAT(each("rows: links.notes, as: n, key: n.numbr, superfluous: shut, " + create),
                Contains(HasSubstr("numbr")));
}

TEST(ForEach, TakesRowsWithEachElementOfAList) {
    const auto each = [](std::string_view parts) {
        return behind(jot,
                      "          - for_each: { rows: links.notes, as: n, superfluous: shut, create: { "
                      "type: memo, link: notes, title: \"n.number\", fields: { text: \"'x'\" } }, " +
                          std::string(parts) + " }");
    };
    EXPECT_THAT(each("with: { at: \"['a', 'b']\" }, key: \"n.number + at\""), ElementsAre("loaded"));
    // The list may depend on the row.
    EXPECT_THAT(each("with: { at: \"n.open ? ['a', 'b'] : ['a']\" }, key: \"n.number + at\""),
                ElementsAre("loaded"));
    EXPECT_THAT(each("with: { at: \"['a', 'b']\" }, key: n.number"),
                Contains(HasSubstr("the key does not tell apart by 'at' (expected a key that reads 'n' and "
                                   "'at')")));
    EXPECT_THAT(each("with: { at: \"['a', 'b']\" }, key: at"),
                Contains(HasSubstr("the key does not tell apart by 'n'")));
    EXPECT_THAT(each("with: { at: place.name }, key: \"n.number + at\""), Contains(HasSubstr("and no list")));
    EXPECT_THAT(each("with: { n: \"['a']\" }, key: n.number"),
                Contains(HasSubstr("'n' is what a row is called")));
    EXPECT_THAT(each("with: { count: \"['a']\" }, key: n.number"), Contains(HasSubstr("'count' is a field")));
    EXPECT_THAT(each("with: { a: \"['a']\", b: \"['b']\" }, key: n.number"),
                Contains(HasSubstr("`with` has 2 lists")));
    EXPECT_THAT(each("with: [a], key: n.number"), Contains(HasSubstr("`with` is a list")));
    EXPECT_THAT(each("with: { At: \"['a']\" }, key: n.number"), Contains(HasSubstr("no name for a pair")));
}

TEST(ForEach, APlainAllOverWhatIsOwedIsAWarning) {
    const std::string_view answer = "      answer: { from: wait, to: work, by: caller }";
    const std::string owed =
        "          - for_each: { rows: links.notes, as: n, key: n.number, superfluous: shut, create: { type: "
        "memo, link: notes, title: \"'x'\", fields: { text: \"'x'\" } } }";
    const auto warned = [&](std::string_view condition) {
        return Draft()
            .after(jot, owed)
            .after(answer, "      end_it: { from: work, to: done, by: holder, when: \"" +
                               std::string(condition) + "\", why: x }")
            .warnings();
    };
    EXPECT_THAT(warned("links.notes.all(n, !n.open)"), Contains(HasSubstr("all(links.notes, …)")));
    EXPECT_THAT(warned("all(links.notes, n, !n.open)"), IsEmpty());
}

TEST(Registers, HaveNoCustody) {
    const std::string_view site =
        "  site:\n"
        "    kind: task\n"
        "    number: \"SITE-{seq:3}\"\n"
        "    register: true\n"
        "    effective: { from: since }\n"
        "    fields: { since: { instant: true } }\n"
        "    states: { listed: { open: true, start: true }, gone: { end: true } }\n"
        "    acts:\n"
        "      log: { by: agent, form: [title, since] }\n"
        "      strike: { from: listed, to: gone, by: agent }";
    const auto with = [&](std::string_view old_text, std::string_view new_text) {
        return Draft().after("records:", site).with(old_text, new_text).problems();
    };
    EXPECT_THAT(with("    register: true", "    register: true"), ElementsAre("loaded"));
    EXPECT_THAT(with("    register: true",
                     "    register: true\n    custody: { holders: [agent], first: \"'agent'\" }"),
                Contains(HasSubstr("nobody holds the records of a register")));
    EXPECT_THAT(with("    register: true", "    title: Site"),
                Contains(HasSubstr("`effective` is for registers")));
    EXPECT_THAT(with("      strike: { from: listed, to: gone, by: agent }",
                     "      strike: { from: listed, to: gone, by: holder }"),
                Contains(HasSubstr("nobody holds the records of a register")));
}

}  // namespace
}  // namespace reeve::process
