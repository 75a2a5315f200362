// Rules, and the order of a queue.
#include <fmt/format.h>

#include "base/text.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

class RuleReader {
public:
    RuleReader(const Defining& in, const Entry& entry) : in_(in), reading_(in.reading()), entry_(entry) {
        rule_.name = entry.name();
        rule_.line = entry.key->line;
    }

    Rule read() {
        reading_.check_name("rule", *entry_.key, rule_.name);
        if (!reading_.is_map(*entry_.node, fmt::format("the rule '{}'", rule_.name))) return std::move(rule_);
        const YamlNode& map = *entry_.node;
        reading_.check_keys(map, "a rule",
                            {"title", "answers", "always", "never", "before", "require", "after",
                             "eventually", "within", "enforce", "why"},
                            {"clause", "since"});
        rule_.title = reading_.words(map.find("title"), "a title");
        rule_.why = reading_.words(map.find("why"), "`why`");
        read_answers(map.find("answers"));
        if (rule_.why.empty())
            reading_.error(*entry_.key, fmt::format("the rule '{}' has no `why`", rule_.name),
                           "`why`: what to say to whom it stops");
        read_kind(map);
        if (const YamlNode* enforce = map.find("enforce")) read_enforce(*enforce);
        return std::move(rule_);
    }

private:
    void read_answers(const YamlNode* answers) {
        if (answers)
            for (Reading::Word& word : reading_.words_of(*answers, "`answers`"))
                rule_.answers.push_back(std::move(word.text));
        if (rule_.answers.empty())
            reading_.warning(*entry_.key,
                             fmt::format("the rule '{}' does not say what it `answers`", rule_.name),
                             "the requirement or clause that it comes from");
    }

    void read_kind(const YamlNode& map) {
        int kinds = 0;
        for (const std::string_view kind : {"always", "never", "before", "after"})
            kinds += map.find(kind) ? 1 : 0;
        if (kinds != 1)
            return reading_.error(*entry_.key,
                                  fmt::format("the rule '{}' has {}", rule_.name,
                                              kinds == 0 ? "no condition" : "two conditions"),
                                  "`always`, `never`, `before` with `require`, or `after` with `eventually`");
        if (const YamlNode* always = map.find("always")) return read_condition(*always, "`always`");
        if (const YamlNode* never = map.find("never")) {
            rule_.kind = Rule::Kind::never;
            return read_condition(*never, "`never`");
        }
        if (const YamlNode* before = map.find("before")) return read_before(map, *before);
        read_after(map, *map.find("after"));
    }

    void read_condition(const YamlNode& node, std::string_view what) {
        if (auto compiled = in_.scopes.compile(reading_, node, what, Place::rule, cel::Type::boolean()))
            rule_.condition = std::move(*compiled);
    }

    // `before: STATE, require: CEL`: holds whenever the state is entered.
    void read_before(const YamlNode& map, const YamlNode& before) {
        rule_.kind = Rule::Kind::before;
        if (const auto word = reading_.word(before, "`before`"))
            if (const auto state = find_named(reading_, "state", in_.type.states, *word, before))
                rule_.state = *state;
        if (const YamlNode* require = map.find("require"))
            read_condition(*require, "`require`");
        else
            reading_.error(before, "nothing is required before this", "`require`: a condition");
    }

    // `after: ACT, eventually: CEL, within: SPAN`: a clock of its own, which the act starts.
    void read_after(const YamlNode& map, const YamlNode& after) {
        rule_.kind = Rule::Kind::eventually;
        const auto word = reading_.word(after, "`after`");
        const auto act = word ? find_named(reading_, "act", in_.type.acts, *word, after) : std::nullopt;
        if (act) rule_.act = *act;
        const YamlNode* eventually = map.find("eventually");
        const YamlNode* within = map.find("within");
        if (eventually)
            read_condition(*eventually, "`eventually`");
        else
            reading_.error(after, "nothing is to happen after this", "`eventually`: a condition");
        if (!within) return reading_.error(after, "what is to happen has no time", "`within`, such as 5d");
        const auto span = span_of(reading_, *within, "`within`");
        if (!act || !eventually || !span) return;
        if (span->working_days > 0)
            return reading_.error(*within, "`wd` counts in a calendar, and a rule has none",
                                  "d: days of 24 hours");
        if (*span == Span{}) return reading_.error(*within, "`within` no time at all", "a length of time");
        add_clock(*act, *span);
    }

    void add_clock(Index act, Span within) {
        if (in_.type.clock(rule_.name))
            return reading_.error(*entry_.key, fmt::format("there is a clock '{}' already", rule_.name),
                                  "another name: this rule makes a clock of its own");
        Clock clock;
        clock.name = rule_.name;
        clock.title = rule_.title;
        clock.line = rule_.line;
        clock.starts = Clock::Starts::once;
        clock.starts_by = act;
        clock.rule = static_cast<Index>(in_.type.rules.size());
        clock.stops.push_back({ClockStop::Kind::condition, 0, rule_.condition});
        clock.limit = constant_length(in_.scopes, within, rule_.line);
        in_.type.clocks.push_back(std::move(clock));
    }

    void read_enforce(const YamlNode& node) {
        const auto word = reading_.word(node, "`enforce`");
        const std::vector<std::string> known{"refuse", "audit"};
        if (word && *word != "refuse" && *word != "audit")
            reading_.unknown(node, "way to enforce a rule", *word, known);
        rule_.audit = word == "audit";
        if (rule_.kind == Rule::Kind::eventually && word == "refuse")
            reading_.error(node, "what is to happen later cannot be refused now", "audit, or no `enforce`");
    }

    const Defining& in_;
    Reading& reading_;
    const Entry& entry_;
    Rule rule_;
};

}  // namespace

void define_rules(const Defining& in, const YamlNode* node) {
    const std::vector<Entry> entries = in.reading().entries(node, "rules");
    for (const Entry& entry : entries) in.type.rules.push_back(RuleReader(in, entry).read());
    in.reading().check_apart("rule", entries);
}

// By which the first is told. It says no more than that the priority does.
void define_order(const Defining& in, const YamlNode* node) {
    if (!node) return;
    Reading& reading = in.reading();
    const Reading::Mild mild(reading);  // earlier releases took more keys, of which nothing came
    const std::vector<std::string> known{"priority"};
    if (node->is_list() && node->items.empty()) reading.error(*node, "`order` is empty", "`priority`");
    for (const Reading::Word& word : reading.words_of(*node, "`order`")) {
        if (word.text == "created" || (word.text.starts_with("clocks.") && word.text.ends_with(".due")))
            reading.error(word.at,
                          fmt::format("'{}' orders nothing: a list is sorted as it is asked for", word.text),
                          "`priority` alone, by which `first_in_order` goes");
        else if (word.text != "priority")
            reading.unknown(word.at, "key of an order", word.text, known);
        else if (!in.type.priority)
            reading.error(word.at, fmt::format("'{}' has no priority", in.type.name),
                          "`priority`, the name of a field");
    }
}

}  // namespace reeve::process
