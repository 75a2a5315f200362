// Fields with a default that the form of the creating act does not ask for: a record begins with it.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

struct Kind {
    std::string_view field;      // without what follows the kind
    std::string_view otherwise;  // holds of the first value that there is, and not of the default
    std::string_view standard;
    std::string_view holds;  // of the default
};

constexpr Kind kinds[] = {
    {"choice: level", "f == 'high'", "'low'", "f == 'low'"},
    {"boolean: true", "!f", "true", "f"},
    {"integer: true", "f < 7", "7", "f == 7"},
    {"text: short", "f != 'as agreed'", "'as agreed'", "f == 'as agreed'"},
};

// The field is only what its default says.
Small with_default(const Kind& kind, std::string_view more = ", required: true") {
    Small small;
    small.after("      note: { text: long }",
                fmt::format("\n      f: {{ {}{}, default: \"{}\" }}", kind.field, more, kind.standard));
    small.with("      begin: { from: new, to: work, by: holder }",
               "      edit: { when: \"false\", why: No. }\n"
               "      begin: { from: new, to: work, by: holder }");
    return small;
}

Small closed_when(Small small, std::string_view condition) {
    small.with(
        "close: { from: done, to: closed, by: agent, auto: { after: 5d } }",
        fmt::format("close: {{ from: done, to: closed, by: agent, when: \"{}\", why: x }}", condition));
    return small;
}

TEST(Defaults, AreWhatARecordBeginsWith) {
    for (const Kind& kind : kinds)
        for (const bool required : {true, false}) {
            const Small small = with_default(kind, required ? ", required: true" : "");
            const auto guarded = [&](std::string_view condition) {
                return required ? std::string(condition) : fmt::format("f != null && ({})", condition);
            };
            EXPECT_THAT(closed_when(small, guarded(kind.holds)).found(), IsEmpty()) << kind.field;
            EXPECT_THAT(closed_when(small, guarded(kind.otherwise)).found(),
                        Contains("error act_never_possible:issue.acts.close"))
                << kind.field;
        }
}

TEST(Defaults, MayBreakARule) {
    for (const Kind& kind : kinds) {
        Small small = with_default(kind);
        small.with_rule(fmt::format("never: \"{} && state == 'closed'\"", kind.holds));
        EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.close")) << kind.field;
        Small sound = with_default(kind);
        sound.with_rule(fmt::format("never: \"({}) && state == 'closed'\"", kind.otherwise));
        EXPECT_THAT(sound.found(), IsEmpty()) << kind.field;
    }
}

// Also where it asks what the form was filled in with, which is asked for nowhere else.
TEST(Defaults, AreWorkedOutOfWhatWasSent) {
    const Kind urgent{"boolean: true", "", "told != null && told", ""};
    EXPECT_THAT(closed_when(with_default(urgent), "f").found(), Not(Contains(StartsWith("error"))));
    EXPECT_THAT(closed_when(with_default(urgent), "!f").found(), Not(Contains(StartsWith("error"))));
}

}  // namespace
}  // namespace reeve::verify
