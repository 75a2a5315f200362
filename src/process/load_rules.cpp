// Rules, and the order of a queue.
#include <fmt/format.h>

#include "base/text.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

Rule read_rule(const Defining& in, const Entry& entry) {
    Reading& reading = in.reading();
    Rule rule;
    rule.name = entry.name();
    rule.line = entry.key->line;
    reading.check_name("rule", *entry.key, rule.name);
    if (!reading.is_map(*entry.node, fmt::format("the rule '{}'", rule.name))) return rule;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a rule", {"title", "answers", "always", "never", "why"},
                       {"before", "require", "after", "eventually", "within", "enforce", "clause", "since"});
    rule.title = reading.words(map.find("title"), "a title");
    rule.why = reading.words(map.find("why"), "`why`");
    if (const YamlNode* answers = map.find("answers"))
        for (Reading::Word& word : reading.words_of(*answers, "`answers`"))
            rule.answers.push_back(std::move(word.text));
    if (rule.answers.empty())
        reading.warning(*entry.key, fmt::format("the rule '{}' does not say what it `answers`", rule.name),
                        "the requirement or clause that it comes from");
    if (rule.why.empty())
        reading.error(*entry.key, fmt::format("the rule '{}' has no `why`", rule.name),
                      "`why`: what to say to whom it stops");
    const YamlNode* always = map.find("always");
    const YamlNode* never = map.find("never");
    const bool later = map.find("before") || map.find("after");
    if (static_cast<bool>(always) == static_cast<bool>(never) && !later)
        reading.error(
            *entry.key,
            fmt::format("the rule '{}' has {}", rule.name, always ? "two conditions" : "no condition"),
            "`always` or `never`");
    rule.kind = never != nullptr ? Rule::Kind::never : Rule::Kind::always;
    if (const YamlNode* condition = always ? always : never)
        if (auto compiled = in.scopes.compile(reading, *condition, always ? "`always`" : "`never`",
                                              Place::rule, cel::Type::boolean()))
            rule.condition = std::move(*compiled);
    return rule;
}

}  // namespace

void define_rules(const Defining& in, const YamlNode* node) {
    const std::vector<Entry> entries = in.reading().entries(node, "rules");
    for (const Entry& entry : entries) in.type.rules.push_back(read_rule(in, entry));
    in.reading().check_apart("rule", entries);
}

void define_order(const Defining& in, const YamlNode* node) {
    if (!node) return;
    Reading& reading = in.reading();
    for (const Reading::Word& word : reading.words_of(*node, "`order`")) {
        OrderKey key;
        if (word.text == "priority") {
            if (!in.type.priority)
                reading.error(word.at, fmt::format("'{}' has no priority", in.type.name),
                              "`priority`, the name of a field");
        } else if (word.text == "created") {
            key.kind = OrderKey::Kind::created;
        } else if (word.text.starts_with("clocks.") && word.text.ends_with(".due") && word.text.size() > 11) {
            key.kind = OrderKey::Kind::clock_due;
            const std::string name = word.text.substr(7, word.text.size() - 11);
            const auto clock = find_named(reading, "clock", in.type.clocks, name, word.at);
            if (!clock) continue;
            key.clock = *clock;
        } else {
            const std::vector<std::string> known{"priority", "created", "clocks.NAME.due"};
            reading.unknown(word.at, "key of an order", word.text, known);
            continue;
        }
        in.type.order.push_back(key);
    }
}

}  // namespace reeve::process
