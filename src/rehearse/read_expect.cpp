#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/own_notices.hpp"
#include "rehearse/reading_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using process::RecordType;
using Of = Check::Of;

// Names whose order says nothing, as what is found is shown.
std::string set_of(std::vector<std::string> names) {
    std::ranges::sort(names);
    const auto again = std::ranges::unique(names);
    names.erase(again.begin(), again.end());
    return names.empty() ? "none" : join(names, ", ");
}

// What is expected of one record.
class Expecting {
public:
    Expecting(Scene& scene, Step& step, std::string record, const RecordType* type)
        : scene_(scene), step_(step), record_(std::move(record)), type_(*type) {}

    void read(const YamlKey& key, const YamlNode& node) {
        key_ = &key;
        const std::string& what = key.name;
        if (what == "state") return state(node);
        if (what == "holder") return holder(node);
        if (what == "assignee") return person_or_none(Of::assignee, {}, {}, node);
        if (what == "waiting") return member(what, node);
        if (what == "priority") return priority(node);
        if (what == "rank" || what == "version" || what == "number" || what == "title" ||
            what == "description" || what == "open" || what == "channel" || what == "time")
            return member(what, node);
        if (what == "clocks") return clocks(node);
        if (what == "breached") return names(Of::breached, node, clock_names(), "clock of " + type_.name);
        if (what == "refused_deeds")
            return names(Of::deeds, node, names_of(type_.acts), "act of " + type_.name);
        if (what == "watchers") return names(Of::watchers, node, scene_.vocabulary.people, "person");
        if (what == "legs") return legs(node);
        if (what == "approvals") return approvals(node);
        if (what == "fields") return fields(node);
        if (what == "links") return links(node);
        if (what == "documents") return documents(node);
        if (what == "checklists") return checklists(node);
        if (what == "dossiers") return dossiers(node);
        if (what == "trees") return trees(node);
        if (what == "told") return told(node);
        if (what == "entries" || what == "no_entries")
            return entries(what == "entries" ? Of::entry : Of::no_entry, node);
        if (what == "can" || what == "cannot") return acts(what == "can" ? Of::can : Of::cannot, node);
        if (what == "seen_by" || what == "hidden_from")
            return people(what == "seen_by" ? Of::seen_by : Of::hidden_from, node);
        static const std::vector<std::string> kKnown{
            "state",   "holder",      "assignee",      "waiting",  "priority",   "rank",       "version",
            "number",  "title",       "description",   "open",     "channel",    "clocks",     "breached",
            "legs",    "fields",      "links",         "entries",  "no_entries", "can",        "cannot",
            "seen_by", "hidden_from", "refused_deeds", "watchers", "approvals",  "checklists", "dossiers",
            "trees",   "told",        "documents",     "time"};
        scene_.unknown(key, "expectation", what, kKnown);
    }

private:
    Check& add(Of of, std::string name, std::string part, std::string expected) {
        Check check;
        check.of = of;
        check.record = record_;
        check.name = std::move(name);
        check.part = std::move(part);
        check.expected = std::move(expected);
        check.line = key_->line;
        step_.checks.push_back(std::move(check));
        return step_.checks.back();
    }

    template <class Read>
    std::string set_in(const YamlNode& node, std::string_view what, const Read& read) {
        std::vector<std::string> all;
        for (const YamlNode* item : scene_.one_or_more(node, what))
            if (item->text != "none")
                if (auto one = read(*item)) all.push_back(std::move(*one));
        return set_of(std::move(all));
    }

    void member(const std::string& name, const YamlNode& node) {
        if (auto text = scene_.word(node, name)) add(Of::member, name, {}, std::move(*text));
    }

    void word_of(const std::string& name, const std::string& kind, const std::vector<std::string>& known,
                 const YamlNode& node) {
        if (auto text = scene_.known_word(node, kind, known)) add(Of::member, name, {}, std::move(*text));
    }

    // Only leaves are ever entered.
    void state(const YamlNode& node) {
        std::vector<std::string> leaves;
        for (const process::State& one : type_.states)
            if (one.leaf) leaves.push_back(one.name);
        word_of("state", "state of " + type_.name, leaves, node);
    }

    void priority(const YamlNode& node) {
        if (!type_.priority) return member("priority", node);
        const auto& field = type_.fields[*type_.priority];
        word_of("priority", "priority", names_of(scene_.words().process->choices.at(field.choice).values),
                node);
    }

    void person_or_none(Of of, std::string name, std::string part, const YamlNode& node) {
        if (node.is_scalar() && node.text == "none") {
            add(of, std::move(name), std::move(part), "none");
        } else if (auto whom = scene_.person(node)) {
            add(of, std::move(name), std::move(part), std::move(*whom));
        }
    }

    void holder(const YamlNode& node) {
        if (node.is_scalar()) {
            if (node.text == "none")
                add(Of::holder, {}, "role", "none");
            else if (auto role = scene_.known_word(node, "role", scene_.words().roles))
                add(Of::holder, {}, "role", *role);
            return;
        }
        if (scene_.map_of(node, "holder", {"role", "team", "person", "organisation", "leg", "since"}))
            custody(Of::holder, node, {});
    }

    // The parts of a holder or a leg.
    void custody(Of of, const YamlNode& node, std::optional<std::int64_t> leg) {
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const std::string& part = node.keys[i].name;
            const YamlNode& value = node.items[i];
            std::optional<std::string> expected;
            if (value.is_scalar() && value.text == "none")
                expected = "none";
            else if (part == "role")
                expected = scene_.known_word(value, "role", scene_.words().roles);
            else if (part == "team")
                expected = scene_.known_word(value, "team", scene_.words().teams);
            else if (part == "person")
                expected = scene_.person(value);
            else if (part == "organisation")
                expected = scene_.known_word(value, "organisation", scene_.words().organisations);
            else if (part == "since" || part == "from" || part == "to")
                expected = local(value);
            else
                expected = scene_.word(value, part);
            if (expected) add(of, {}, part, std::move(*expected)).leg = leg;
        }
    }

    std::optional<std::string> local(const YamlNode& node) {
        const auto at = scene_.instant(node);
        return at ? std::optional(local_text(*at, scene_.zone)) : std::nullopt;
    }

    // {install: [back_up, copy]}: the steps that are ticked.
    void checklists(const YamlNode& node) {
        if (!node.is_map())
            return scene_.wrong(node, "`checklists` is a map: {NAME: [the steps that are ticked]}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const auto& known = type_.checklists;
            const auto list = std::find_if(known.begin(), known.end(), [&](const process::Checklist& one) {
                return one.name == node.keys[i].name;
            });
            if (list == known.end()) {
                scene_.unknown(node.keys[i], "checklist of " + type_.name, node.keys[i].name,
                               names_of(known));
                continue;
            }
            std::vector<std::string> steps;
            for (const YamlNode* item : scene_.one_or_more(node.items[i], "a checklist"))
                if (item->text != "none")
                    if (auto step = scene_.known_word(*item, "step of " + list->name, names_of(list->steps)))
                        steps.push_back(std::move(*step));
            add(Of::ticked, list->name, {}, steps.empty() ? "none" : join(steps, ", "));
        }
    }

    void dossiers(const YamlNode& node) {
        static const std::vector<std::string> kStates{"complete", "incomplete"};
        if (!node.is_map()) return scene_.wrong(node, "`dossiers` is a map: {NAME: complete or incomplete}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const std::vector<std::string> known = names_of(type_.dossiers);
            if (std::find(known.begin(), known.end(), node.keys[i].name) == known.end())
                scene_.unknown(node.keys[i], "dossier of " + type_.name, node.keys[i].name, known);
            else if (auto state = scene_.known_word(node.items[i], "state of a dossier", kStates))
                add(Of::dossier, node.keys[i].name, {}, std::move(*state));
        }
    }

    // {triage: {size: minor}}, or {triage: none} where it was not walked.
    void trees(const YamlNode& node) {
        if (!node.is_map()) return scene_.wrong(node, "`trees` is a map: {NAME: {OUTPUT: value}}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const std::string& name = node.keys[i].name;
            const auto index = scene_.words().process->tree(name);
            if (!index) {
                std::vector<std::string> known;
                for (const auto& tree : scene_.words().process->trees) known.push_back(tree->name);
                scene_.unknown(node.keys[i], "tree", name, known);
                continue;
            }
            const auto& outputs = scene_.words().process->trees[*index]->out;
            const YamlNode& value = node.items[i];
            if (value.is_scalar() && value.text == "none") {
                for (const auto& output : outputs) add(Of::tree, name, output.name, "none");
                continue;
            }
            if (!value.is_map()) {
                scene_.wrong(value, "what came of a tree is a map: {OUTPUT: value}");
                continue;
            }
            for (std::size_t k = 0; k < value.keys.size(); ++k) {
                const std::vector<std::string> known = names_of(outputs);
                if (std::find(known.begin(), known.end(), value.keys[k].name) == known.end())
                    scene_.unknown(value.keys[k], "output of " + name, value.keys[k].name, known);
                else if (auto text = scene_.word(value.items[k], value.keys[k].name))
                    add(Of::tree, name, value.keys[k].name, std::move(*text));
            }
        }
    }

    std::vector<std::string> clock_names() const { return names_of(type_.clocks); }

    bool known_clock(const YamlKey& key) {
        if (type_.clock(key.name)) return true;
        scene_.unknown(key, "clock of " + type_.name, key.name, clock_names());
        return false;
    }

    void clocks(const YamlNode& node) {
        if (!node.is_map()) return scene_.wrong(node, "`clocks` is a map: {NAME: its state}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (!known_clock(node.keys[i])) continue;
            const YamlNode& value = node.items[i];
            const std::string& name = node.keys[i].name;
            if (value.is_scalar())
                clock_part(name, "state", value, {});
            else if (scene_.map_of(value, "a clock",
                                   {"state", "leg", "started", "due", "stopped", "breached", "limit",
                                    "elapsed", "remaining"}))
                clock(name, value);
        }
    }

    void clock(const std::string& name, const YamlNode& node) {
        std::optional<std::int64_t> leg;
        if (const YamlNode* given = node.find("leg")) {
            leg = process::yaml_integer(*given);
            if (!leg) scene_.wrong(*given, "`leg` is a whole number");
        }
        for (std::size_t i = 0; i < node.keys.size(); ++i)
            if (node.keys[i].name != "leg") clock_part(name, node.keys[i].name, node.items[i], leg);
    }

    void clock_part(const std::string& name, const std::string& part, const YamlNode& node,
                    std::optional<std::int64_t> leg) {
        static const std::vector<std::string> kStates{"waiting",  "running",   "paused", "met",
                                                      "breached", "cancelled", "none"};
        std::optional<std::string> expected;
        if (part == "state")
            expected = scene_.known_word(node, "state of a clock", kStates);
        else if (node.is_scalar() && node.text == "none")
            expected = "none";
        else if (part == "limit" || part == "elapsed" || part == "remaining")
            expected = span(node);
        else
            expected = local(node);
        if (expected) add(Of::clock, name, part, std::move(*expected)).leg = leg;
    }

    std::optional<std::string> span(const YamlNode& node) {
        const auto given = scene_.word(node, "a length of time");
        if (!given) return std::nullopt;
        const bool negative = given->starts_with('-');
        const auto length = parse_duration(std::string_view(*given).substr(negative ? 1 : 0));
        if (length) return (negative ? "-" : "") + text(*length);
        scene_.wrong(node, fmt::format("'{}' is no length of time", *given), "such as 30m or 1h30m");
        return std::nullopt;
    }

    void names(Of of, const YamlNode& node, const std::vector<std::string>& known, const std::string& kind) {
        const auto read = [&](const YamlNode& one) { return scene_.known_word(one, kind, known); };
        add(of, {}, {}, set_in(node, key_->name, read));
    }

    void legs(const YamlNode& node) {
        if (!node.is_list()) return scene_.wrong(node, "`legs` is a list of roles, or of {role, from, to …}");
        std::vector<std::string> roles;
        for (const YamlNode& item : node.items) {
            const YamlNode* role = item.is_map() ? item.find("role") : &item;
            if (!role) {
                scene_.wrong(item, "a leg has a role");
                continue;
            }
            if (auto name = scene_.known_word(*role, "role", scene_.words().roles))
                roles.push_back(std::move(*name));
            if (item.is_map() &&
                scene_.map_of(item, "a leg",
                              {"role", "team", "person", "organisation", "from", "to", "cause", "reason"}))
                custody(Of::leg, item, static_cast<std::int64_t>(roles.size()));
        }
        add(Of::legs, {}, {}, roles.empty() ? "none" : join(roles, ", "));
    }

    void approvals(const YamlNode& node) {
        if (!node.is_map()) return scene_.wrong(node, "`approvals` is a map: {NAME: what it says}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const std::string& name = node.keys[i].name;
            const std::vector<std::string> known = names_of(type_.approvals);
            const YamlNode& value = node.items[i];
            if (std::find(known.begin(), known.end(), name) == known.end())
                scene_.unknown(node.keys[i], "approval of " + type_.name, name, known);
            else if (value.is_scalar())
                outcome(name, value);
            else if (scene_.map_of(value, "an approval", {"outcome", "round", "cause", "used", "votes"}))
                for (std::size_t part = 0; part < value.keys.size(); ++part)
                    approval_part(name, value.keys[part].name, value.items[part]);
        }
    }

    void outcome(const std::string& name, const YamlNode& node) {
        static const std::vector<std::string> kOutcomes{"none", "open", "yes", "no", "void"};
        if (auto text = scene_.known_word(node, "outcome of an approval", kOutcomes))
            add(Of::approval, name, "outcome", std::move(*text));
    }

    // `votes`: {ROLE: yes, …}, of seats for which somebody voted.
    void approval_part(const std::string& name, const std::string& part, const YamlNode& node) {
        if (part == "outcome") return outcome(name, node);
        if (part != "votes") {
            if (auto text = scene_.word(node, part)) add(Of::approval, name, part, std::move(*text));
            return;
        }
        if (!node.is_map()) return scene_.wrong(node, "`votes` is a map: {ROLE: yes}");
        std::vector<std::string> votes;
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            static const std::vector<std::string> kVotes{"yes", "no", "abstain", "void"};
            if (const auto vote = scene_.known_word(node.items[i], "vote", kVotes))
                votes.push_back(node.keys[i].name + " " + *vote);
        }
        add(Of::approval, name, part, votes.empty() ? "none" : join(votes, ", "));
    }

    void fields(const YamlNode& node) {
        if (!node.is_map()) return scene_.wrong(node, "`fields` is a map of names and values");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const auto index = type_.field(node.keys[i].name);
            if (!index)
                scene_.unknown(node.keys[i], "field of " + type_.name, node.keys[i].name,
                               names_of(type_.fields));
            else if (auto value = expected_value(scene_, type_.fields[*index], node.items[i]))
                add(Of::field, node.keys[i].name, {}, std::move(*value));
        }
    }

    void links(const YamlNode& node) {
        if (!node.is_map()) return scene_.wrong(node, "`links` is a map: {NAME: the records}");
        const std::vector<std::string> known = links_of(type_);
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (std::ranges::find(known, node.keys[i].name) == known.end())
                scene_.unknown(node.keys[i], "link of " + type_.name, node.keys[i].name, known);
            else
                add(Of::links, node.keys[i].name, {},
                    set_in(node.items[i], "a link", [&](const YamlNode& one) { return scene_.record(one); }));
        }
    }

    void entries(Of of, const YamlNode& node) {
        for (const YamlNode* item : scene_.one_or_more(node, key_->name)) add(of, {}, {}, item->text);
    }

    void acts(Of of, const YamlNode& node) {
        if (step_.as.empty())
            return scene_.wrong(node, fmt::format("who {}?", key_->name), "as: a person, in this step");
        for (const YamlNode* item : scene_.one_or_more(node, key_->name))
            if (auto act = scene_.known_word(*item, "act of " + type_.name, acts_of(type_)))
                add(of, std::move(*act), {}, of == Of::can ? "can" : "cannot");
    }

    void people(Of of, const YamlNode& node) {
        for (const YamlNode* item : scene_.one_or_more(node, key_->name))
            if (auto person = scene_.person(*item))
                add(of, std::move(*person), {}, of == Of::seen_by ? "seen" : "hidden");
    }

    void documents(const YamlNode& node) {
        std::vector<std::string> all;
        for (const YamlNode* item : scene_.one_or_more(node, key_->name)) all.push_back(item->text);
        add(Of::documents, {}, {}, join(all, ", "));
    }

    void told(const YamlNode& node) {
        if (!node.is_map())
            return scene_.wrong(node, "`told` is a map: {NOTICE: [the people who were told]}");
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const auto notice = node.keys[i].name;
            std::vector<std::string> known = names_of(scene_.words().process->notices);
            for (const process::Notice& own : process::own_notices())
                if (std::find(known.begin(), known.end(), own.name) == known.end()) known.push_back(own.name);
            if (std::find(known.begin(), known.end(), notice) == known.end()) {
                scene_.unknown(node.keys[i], "notice", notice, known);
                continue;
            }
            add(Of::told, notice, {},
                set_in(node.items[i], "a notice", [&](const YamlNode& one) { return scene_.person(one); }));
        }
    }

    Scene& scene_;
    Step& step_;
    std::string record_;
    const RecordType& type_;
    const YamlKey* key_ = nullptr;
};

void add_plain(Step& step, Of of, const YamlKey& key, std::string expected) {
    Check check;
    check.of = of;
    check.expected = std::move(expected);
    check.line = key.line;
    step.checks.push_back(std::move(check));
}

// What is expected of a list or of who is on duty.
void read_answer(Scene& scene, const YamlKey& key, const YamlNode& node, Step& step) {
    static const std::vector<std::string> kOfList{"found", "includes", "excludes", "count"};
    static const std::vector<std::string> kOfDuty{"people"};
    const bool duty = step.kind == Step::Kind::oncall;
    const auto& known = duty ? kOfDuty : kOfList;
    if (std::find(known.begin(), known.end(), key.name) == known.end())
        return scene.unknown(key, duty ? "expectation of oncall" : "expectation of a list", key.name, known);
    if (key.name == "count") {
        if (auto count = scene.word(node, "count")) add_plain(step, Of::count, key, std::move(*count));
        return;
    }
    std::vector<std::string> names;
    for (const YamlNode* item : scene.one_or_more(node, key.name)) {
        if (item->text == "none") continue;
        if (auto name = duty ? scene.person(*item) : scene.record(*item)) names.push_back(std::move(*name));
    }
    if (key.name == "found")
        return add_plain(step, Of::found, key, names.empty() ? "none" : join(names, ", "));
    if (duty) return add_plain(step, Of::people, key, set_of(std::move(names)));
    for (std::string& name : names)
        add_plain(step, key.name == "includes" ? Of::includes : Of::excludes, key, std::move(name));
}

void read_for(Scene& scene, const std::string& record, const YamlNode& node, Step& step) {
    if (!node.is_map()) return scene.wrong(node, fmt::format("what is expected of {} is a map", record));
    scene.speak_of(record);
    Expecting expecting(scene, step, record, scene.records.at(record));
    for (std::size_t i = 0; i < node.keys.size(); ++i)
        scene.read_asking(node.keys[i], step, [&] { expecting.read(node.keys[i], node.items[i]); });
}

}  // namespace

void read_expect(Scene& scene, const YamlNode& node, Step& step) {
    if (!node.is_map()) return scene.wrong(node, "`expect` is a map");
    if (step.as.empty() && scene.observer.empty() && scene.last_person.empty())
        return scene.wrong(node, "through whose eyes?",
                           "as: a person, or an observer for the whole rehearsal");
    if (node.keys.empty()) return scene.wrong(node, "`expect` asks nothing", "such as {state: …}");
    const bool answer = step.kind == Step::Kind::list || step.kind == Step::Kind::oncall;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const YamlKey& key = node.keys[i];
        if (is_record_name(key.name)) {
            std::vector<std::string> known;
            for (const auto& [name, type] : scene.records) known.push_back(name);
            if (scene.records.contains(key.name))
                scene.read_asking(key, step, [&] { read_for(scene, key.name, node.items[i], step); });
            else
                scene.unknown(key, "record", key.name, known);
        } else if (answer) {
            scene.read_asking(key, step, [&] { read_answer(scene, key, node.items[i], step); });
        } else if (step.on.empty()) {
            scene.wrong(key, "of which record? This step has none", "A: {…}");
        } else {
            for (const std::string& record : step.on) {
                YamlNode one;
                one.kind = YamlNode::Kind::map;
                one.keys = {key};
                one.items = {node.items[i]};
                read_for(scene, record, one, step);
            }
        }
    }
}

}  // namespace reeve::rehearse
