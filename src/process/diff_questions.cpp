// Question trees of two versions: what is asked and what comes out, by the way of answers that leads there.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "process/diff_internal.hpp"

namespace reeve::process {
namespace {

const Json* answer_of(const Json& question, std::string_view value) {
    const Json* answers = question.find("answers");
    if (answers == nullptr) return nullptr;
    for (const Json& answer : answers->array())
        if (answer.string_or_empty("answer") == value) return &answer;
    return nullptr;
}

std::string given(const Json& give) {
    std::vector<std::string> parts;
    for (const auto& [name, value] : give.object())
        if (!value.is_null()) parts.push_back(fmt::format("{} {}", name, shown_value(value)));
    return parts.empty() ? "nothing" : join(parts, ", ");
}

// Where an answer leads, or led.
std::string leads(const Json& answer) {
    if (const Json* next = answer.find("next"))
        return fmt::format("“{}” is asked next", next->string_or_empty("ask"));
    return fmt::format("it gives {}", given(*answer.find("give")));
}

std::string led(const Json& answer) {
    if (const Json* next = answer.find("next"))
        return fmt::format("“{}” was asked next", next->string_or_empty("ask"));
    return fmt::format("it gave {}", given(*answer.find("give")));
}

class Questions {
public:
    Questions(std::string_view language, const Tell& tell)
        : other_(language.empty() ? "" : fmt::format(" ({})", language)), tell_(tell) {}

    void compare(const Json& before, const Json& now, const std::string& way) {
        const std::string at = way.empty() ? "" : fmt::format("at {}, ", way);
        const std::string_view was = before.string_or_empty("ask"), asked = now.string_or_empty("ask");
        if (was != asked)
            tell_(fmt::format("{}the question{} was “{}”, is now “{}”", at, other_, was, asked));
        const std::string here = way.empty() ? std::string(asked) : fmt::format("{} › {}", way, asked);
        const std::string_view from = before.string_or_empty("choice"),
                               choice = now.string_or_empty("choice");
        if (from != choice)
            structure(fmt::format("at {}, what is chosen from was {}, is now {}", here,
                                  from.empty() ? "yes and no" : from,
                                  choice.empty() ? "yes and no" : choice));
        std::vector<std::string_view> earlier, later;
        for (const Json& answer : now.find("answers")->array()) {
            const std::string_view value = answer.string_or_empty("answer");
            if (const Json* old = answer_of(before, value)) {
                compare_answers(*old, answer, here);
                later.push_back(value);
            } else {
                structure(
                    fmt::format("at {}, the answer “{}” is new: {}", here, title(answer), leads(answer)));
            }
        }
        for (const Json& answer : before.find("answers")->array()) {
            const std::string_view value = answer.string_or_empty("answer");
            if (answer_of(now, value))
                earlier.push_back(value);
            else
                structure(
                    fmt::format("at {}, the answer “{}” is gone: {}", here, title(answer), led(answer)));
        }
        if (earlier != later) tell_order(now, here);
    }

private:
    std::string other_;  // " (pt)", where only texts are told
    const Tell& tell_;

    static std::string title(const Json& answer) { return std::string(answer.string_or_empty("title")); }

    void structure(const std::string& sentence) const {
        if (other_.empty()) tell_(sentence);
    }

    void compare_answers(const Json& before, const Json& now, const std::string& here) {
        const std::string way = fmt::format("{} › {}", here, title(now));
        if (title(before) != title(now))
            tell_(fmt::format("at {}, the answer{} “{}” is called “{}” now", here, other_, title(before),
                              title(now)));
        const Json *was = before.find("next"), *next = now.find("next");
        if (was != nullptr && next != nullptr) return compare(*was, *next, way);
        if (was == nullptr && next == nullptr)
            return compare_given(*before.find("give"), *now.find("give"), way);
        structure(fmt::format("at {}, {} now; before, {}", way, leads(now), led(before)));
    }

    void compare_given(const Json& before, const Json& now, const std::string& way) const {
        static const Json nothing;
        const auto differs = [&](const std::string& name, const Json* was, const Json* is) {
            const Json &a = was == nullptr ? nothing : *was, &b = is == nullptr ? nothing : *is;
            if (a != b)
                structure(
                    fmt::format("at {}, '{}' was {}, is now {}", way, name, shown_value(a), shown_value(b)));
        };
        for (const auto& [name, value] : now.object()) differs(name, before.find(name), &value);
        for (const auto& [name, value] : before.object())
            if (now.find(name) == nullptr) differs(name, &value, nullptr);
    }

    void tell_order(const Json& question, const std::string& here) const {
        std::vector<std::string> titles;
        for (const Json& answer : question.find("answers")->array()) titles.push_back(title(answer));
        structure(fmt::format("at {}, the answers come in another order: {}", here, join(titles, ", ")));
    }
};

}  // namespace

void compare_questions(const Json& before, const Json& now, std::string_view language, const Tell& tell) {
    Questions(language, tell).compare(before, now, "");
}

}  // namespace reeve::process
