// Of linked records as much is told apart as can be explored: where they stand first, then what they share.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

// A hub that waits for its items; `item`: their fields, what they share, their states and acts.
struct Hub : process::Edited<Hub> {
    Hub(std::string_view condition, std::string_view item)
        : Edited(fmt::format(R"YAML(process: hub
version: 1
roles: {{ agent: {{}} }}
choices: {{ prio: [p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11] }}
records:
  hub:
    kind: task
    number: "H-{{seq:3}}"
    states: {{ new: {{ open: true, start: true }}, done: {{ end: true }} }}
    links: {{ items: {{ to: item, inverse: hub, max: 3 }} }}
    custody: {{ holders: [agent], first: "'agent'" }}
    acts:
      log: {{ to: new, by: agent, form: [title] }}
      end: {{ from: new, to: done, by: agent, needs: [ {{ name: next, condition: "{}", why: Wait. }} ] }}
  item:
    kind: task
    number: "I-{{seq:3}}"
    custody: {{ holders: [agent], first: "'agent'" }}
{})YAML",
                             condition, item)) {}

    [[nodiscard]] Checked checked() const {
        const auto of = loaded_as("hub");
        return of ? check(*of, files()) : Checked{};
    }
};

void expect_explored_whole(const Checked& checked, std::size_t states_most) {
    ASSERT_THAT(checked.types, SizeIs(2));
    // An expression may be too wide to be told exactly, and that is all.
    EXPECT_THAT(checked.findings, Each(Field(&Finding::severity, Severity::limit)));
    for (const auto& type : checked.types) {
        EXPECT_TRUE(type.complete) << type.type;
        EXPECT_LE(type.states, states_most) << type.type;
    }
}

// From each of so many states to each, with the booleans in the form.
std::string item_in(int states, int booleans) {
    std::string from, fields, form, acts, all = "    states:\n";
    for (int b = 0; b < booleans; ++b) {
        fields += fmt::format("      b{}: {{ boolean: true }}\n", b);
        form += fmt::format("{}b{}", form.empty() ? "" : ", ", b);
    }
    for (int s = 0; s < states; ++s) {
        all += fmt::format("      s{}: {{ open: true{} }}\n", s, s == 0 ? ", start: true" : "");
        from += fmt::format("{}s{}", from.empty() ? "" : ", ", s);
    }
    for (int s = 0; s < states; ++s)
        acts +=
            fmt::format("      go{}: {{ from: [{}], to: s{}, by: agent, form: [{}] }}\n", s, from, s, form);
    return fmt::format(
        "    fields:\n{}    shares: [{}]\n{}      done: {{ end: true }}\n    acts:\n      log: {{ to: s0, "
        "by: "
        "agent, form: [title, {}] }}\n{}      end: {{ from: [{}], to: done, by: agent }}\n",
        fields, form, all, form, acts, from);
}

TEST(LinkedFields, ThatWouldBeTooManyWithTheStatesAreLeftOpen) {
    const Hub hub("links.items.all(n, n.state == 's1' || (has(n.b0) && n.b0 == true))", item_in(6, 1));
    expect_explored_whole(hub.checked(), 1'000);
}

TEST(LinkedFields, OfManyStatesAreLeftOpenFromTheFirst) {
    const Hub hub(
        "links.items.all(n, n.state == 's1' || (has(n.b0) && n.b0 == true) || (has(n.b1) && n.b1 == "
        "true) || (has(n.b2) && n.b2 == true))",
        item_in(12, 3));
    expect_explored_whole(hub.checked(), 20'000);
}

TEST(LinkedFields, OfManyValuesAreLeftOpen) {
    const Hub hub(
        "links.items.all(n, !n.open || (has(n.prio) && n.prio == 'p0'))",
        "    fields: { prio: { choice: prio } }\n    shares: [prio]\n    states: { new: { open: true, "
        "start: true }, done: { end: true } }\n    acts:\n      log: { to: new, by: agent, form: [title, "
        "prio] }\n      grade: { from: new, by: agent, form: [prio] }\n      end: { from: new, to: "
        "done, by: agent }\n");
    expect_explored_whole(hub.checked(), 100);
}

}  // namespace
}  // namespace reeve::verify
