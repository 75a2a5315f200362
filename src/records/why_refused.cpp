#include "records/why_refused.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace reeve::records {
namespace {

// What was missing and, after a stroke, of which field (deeds.cpp).
struct Missing {
    std::string_view what, field;
};

Missing split(std::string_view code) {
    const std::size_t stroke = code.find('/');
    if (stroke == std::string_view::npos) return {code, {}};
    return {code.substr(0, stroke), code.substr(stroke + 1)};
}

class Telling {
public:
    Telling(const process::Process& process, const process::RecordType& type, const process::Act& act,
            std::string_view language)
        : process_(process), type_(type), act_(act), language_(language) {}

    [[nodiscard]] std::string sentence(const Missing& missing) const {
        if (missing.what.starts_with("rule:"))
            if (std::string words = rule(missing.what.substr(5)); !words.empty()) return words;
        if (missing.what == "when" && !act_.when_why.in(language_).empty())
            return std::string(act_.when_why.in(language_));
        if (std::string words = need(missing); !words.empty()) return words;
        if (std::string words = clock(missing.what); !words.empty()) return words;
        if (std::string words = limit(missing.what); !words.empty()) return words;
        if (missing.what == "after") return fmt::format("'{}' is not possible yet.", title());
        if (missing.what == "from") return fmt::format("'{}' is not possible in its state.", title());
        if (missing.what == "exhausted") return "There is nobody further to hand it over to.";
        if (missing.what == "hand_over" || missing.what == "holder")
            return "It cannot be told who would have it next.";
        if (!missing.field.empty()) return fmt::format("{}: its value does not fit.", field(missing.field));
        return fmt::format("'{}' is not met.", missing.what);
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;
    const process::Act& act_;
    std::string_view language_;

    [[nodiscard]] std::string title() const { return process::shown(act_.title, act_.name, language_); }

    [[nodiscard]] std::string field(std::string_view name) const {
        const auto index = type_.field(name);
        return index ? process::shown(type_.fields[*index].title, name, language_) : std::string(name);
    }

    // A linked record's rule may have been broken too.
    [[nodiscard]] std::string rule(std::string_view name) const {
        const auto among = [&](const process::RecordType& type) -> std::string {
            const auto found = std::ranges::find(type.rules, name, &process::Rule::name);
            return found == type.rules.end() ? std::string() : std::string(found->why.in(language_));
        };
        if (std::string words = among(type_); !words.empty()) return words;
        for (const process::RecordType& type : process_.types)
            if (std::string words = among(type); !words.empty()) return words;
        return {};
    }

    [[nodiscard]] std::string limit(std::string_view what) const {
        if (!what.starts_with("limit:")) return {};
        for (const process::RecordType& type : process_.types) {
            const auto found = std::ranges::find(type.limits, what.substr(6), &process::Limit::name);
            if (found != type.limits.end()) return std::string(found->why.in(language_));
        }
        return {};
    }

    [[nodiscard]] std::string need(const Missing& missing) const {
        for (const process::Need& need : act_.needs) {
            const bool asks_field = need.kind == process::Need::Kind::field;
            const bool is_it = asks_field
                                   ? missing.what == "field" && type_.fields[need.field].name == missing.field
                                   : need.name == missing.what;
            if (is_it) return std::string(need.why.in(language_));
        }
        return {};
    }

    [[nodiscard]] std::string clock(std::string_view what) const {
        if (!what.starts_with("clock:")) return {};
        const auto index = type_.clock(what.substr(6));
        if (!index) return {};
        const process::Clock& clock = type_.clocks[*index];
        return fmt::format("{}: its time cannot be worked out.",
                           process::shown(clock.title, clock.name, language_));
    }
};

}  // namespace

std::vector<std::string> why_refused(const process::Process* process, const process::RecordType* type,
                                     const DeedRefused& deed, std::string_view language) {
    const auto act = type != nullptr ? type->act(deed.act) : std::nullopt;
    std::vector<std::string> sentences;
    for (const std::string& code : deed.unmet) {
        std::string sentence =
            process != nullptr && act
                ? Telling(*process, *type, type->acts[*act], language).sentence(split(code))
                : fmt::format("'{}' is not met.", code);
        if (std::ranges::find(sentences, sentence) == sentences.end())
            sentences.push_back(std::move(sentence));
    }
    return sentences;
}

}  // namespace reeve::records
