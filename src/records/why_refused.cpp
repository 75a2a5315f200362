#include "records/why_refused.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "records/own_words.hpp"

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
    // Without an act: of what followed by itself.
    Telling(const process::Process& process, const process::RecordType& type, const process::Act* act,
            std::string_view language)
        : process_(process), type_(type), act_(act), language_(language) {}

    [[nodiscard]] std::string sentence(const Missing& missing) const {
        if (missing.what.starts_with("rule:"))
            if (std::string words = rule(missing.what.substr(5)); !words.empty()) return words;
        if (missing.what == "when" && act_ != nullptr && !act_->when_why.in(language_).empty())
            return std::string(act_->when_why.in(language_));
        if (std::string words = need(missing); !words.empty()) return words;
        if (std::string words = clock(missing); !words.empty()) return words;
        if (std::string words = limit(missing.what); !words.empty()) return words;
        return act_ != nullptr ? of_act(missing) : of_effects(missing);
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;
    const process::Act* act_;
    std::string_view language_;

    [[nodiscard]] std::string own(std::string_view english, std::string_view portuguese) const {
        return std::string(own_words(language_, english, portuguese));
    }
    [[nodiscard]] std::string own(std::string_view english, std::string_view portuguese,
                                  std::string_view name) const {
        return fmt::format(fmt::runtime(own_words(language_, english, portuguese)), name);
    }

    [[nodiscard]] std::string of_act(const Missing& missing) const {
        const std::string title = process::shown(act_->title, act_->name, language_);
        if (missing.what == "after")
            return own("'{}' is not possible yet.", "'{}' ainda não é possível.", title);
        if (missing.what == "from")
            return own("'{}' is not possible in its state.", "'{}' não é possível no estado em que está.",
                       title);
        if (missing.what == "exhausted")
            return own("There is nobody further to hand it over to.", "Não há mais ninguém a quem o passar.");
        return of_value(missing);
    }

    [[nodiscard]] std::string of_effects(const Missing& missing) const {
        if (missing.what.starts_with("link:")) {
            const std::string_view name = missing.what.substr(5);
            const auto index = type_.link(name);
            return own(
                "{}: a linked record cannot be acted upon.",
                "{}: não é possível agir sobre um registo ligado.",
                index ? process::shown(type_.links[*index].title, name, language_) : std::string(name));
        }
        if (missing.what == "from" || missing.what == "by")
            return own("A linked record does not allow it as it stands.",
                       "Um registo ligado não o permite como está.");
        if (missing.what == "reach")
            return own("It would reach too many records.", "Chegaria a demasiados registos.");
        return of_value(missing);
    }

    [[nodiscard]] std::string of_value(const Missing& missing) const {
        if (missing.what == "hand_over" || missing.what == "holder")
            return own("It cannot be told who would have it next.",
                       "Não se sabe quem ficaria com ele a seguir.");
        if (!missing.field.empty())
            return own("{}: its value does not fit.", "{}: o valor não serve.", field(missing.field));
        return own("'{}' is not met.", "'{}' não está cumprido.", missing.what);
    }

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
        if (act_ != nullptr) return need_of(type_, *act_, missing);
        // Which act it was of is not known: needs of one name may say different things.
        std::set<std::string> sentences;
        for (const process::RecordType& type : process_.types)
            for (const process::Act& act : type.acts)
                if (std::string words = need_of(type, act, missing); !words.empty())
                    sentences.insert(std::move(words));
        return sentences.size() == 1 ? *sentences.begin() : std::string();
    }

    [[nodiscard]] std::string need_of(const process::RecordType& type, const process::Act& act,
                                      const Missing& missing) const {
        for (const process::Need& need : act.needs) {
            const bool asks_field = need.kind == process::Need::Kind::field;
            const bool is_it = asks_field
                                   ? missing.what == "field" && type.fields[need.field].name == missing.field
                                   : need.name == missing.what;
            if (is_it) return std::string(need.why.in(language_));
        }
        return {};
    }

    // Of a field or the holder: whose hours are missing.
    [[nodiscard]] std::string clock(const Missing& missing) const {
        const std::string_view what = missing.what;
        const auto told = [&](const auto& of) {
            const std::string title = process::shown(of.title, of.name, language_);
            if (missing.field == "holder")
                return own("{}: whoever would have it has no working hours.",
                           "{}: quem ficaria com ele não tem horário de trabalho.", title);
            if (!missing.field.empty())
                return own("{}: no working hours are known.", "{}: não se conhece o horário de trabalho.",
                           fmt::format("{} ({})", title, field(missing.field)));
            return own("{}: its time cannot be worked out.", "{}: não é possível calcular o seu tempo.",
                       title);
        };
        constexpr std::size_t head = 6;
        if (what.starts_with("timer:")) {
            const auto act = type_.act(what.substr(head));
            return act ? told(type_.acts[*act]) : std::string();
        }
        const auto clock = what.starts_with("clock:") ? type_.clock(what.substr(head)) : std::nullopt;
        return clock ? told(type_.clocks[*clock]) : std::string();
    }
};

// Each sentence once.
template <class Tell>
std::vector<std::string> sentences_of(const std::vector<std::string>& unmet, const Tell& tell) {
    std::vector<std::string> sentences;
    for (const std::string& code : unmet) {
        std::string sentence = tell(code);
        if (std::ranges::find(sentences, sentence) == sentences.end())
            sentences.push_back(std::move(sentence));
    }
    return sentences;
}

}  // namespace

std::vector<std::string> why_refused(const process::Process* process, const process::RecordType* type,
                                     const DeedRefused& deed, std::string_view language) {
    const auto act = type != nullptr ? type->act(deed.act) : std::nullopt;
    return sentences_of(deed.unmet, [&](const std::string& code) {
        return process != nullptr && act
                   ? Telling(*process, *type, &type->acts[*act], language).sentence(split(code))
                   : fmt::format(
                         fmt::runtime(own_words(language, "'{}' is not met.", "'{}' não está cumprido.")),
                         code);
    });
}

std::vector<std::string> why_left_out(const process::Process& process, const process::RecordType& type,
                                      const std::vector<std::string>& unmet, std::string_view language) {
    return sentences_of(unmet, [&](const std::string& code) {
        return Telling(process, type, nullptr, language).sentence(split(code));
    });
}

}  // namespace reeve::records
