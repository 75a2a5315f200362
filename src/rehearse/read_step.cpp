#include <fmt/format.h>

#include <algorithm>

#include "rehearse/actions_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using process::RecordType;
using Kind = Step::Kind;

constexpr std::size_t together_most = 20;

void read_at(Scene& scene, const YamlNode& at) {
    if (at.is_scalar() && at.text.starts_with('-')) return scene.wrong(at, "the clock does not go backwards");
    const auto then = scene.instant(at);
    if (!then) return;
    if (*then < scene.now)
        return scene.wrong(at, fmt::format("{} is before {}, where the clock stands; say the day",
                                           local_text(*then, scene.zone), local_text(scene.now, scene.zone)));
    scene.now = *then;
}

// The records that a step is about: those it names, else the only one there is.
void read_on(Scene& scene, const YamlNode& node, const YamlNode* named, Step& step) {
    if (named) {
        for (const YamlNode* item : scene.one_or_more(*named, "`on`"))
            if (auto record = scene.record(*item)) step.on.push_back(std::move(*record));
        return;
    }
    if (scene.records.size() == 1)
        step.on = {scene.records.begin()->first};
    else
        scene.wrong(node, "on which record? There is not exactly one", "on: A");
}

// The type of the records of the step; null where there is none, or where they differ.
const RecordType* type_of(Scene& scene, const YamlNode& node, const Step& step) {
    const RecordType* type = nullptr;
    for (const std::string& name : step.on) {
        const RecordType* one = scene.records.at(name);
        if (type && one != type) {
            scene.wrong(node, "these records are of different types; make them steps of their own");
            return nullptr;
        }
        type = one;
    }
    return type;
}

// "issue", or "releases/change" of another process: then the words are that one's.
const RecordType* type_named(Scene& scene, const YamlNode& node) {
    if (const std::size_t slash = node.text.find('/'); node.is_scalar() && slash != std::string::npos) {
        const std::string process = node.text.substr(0, slash);
        if (!scene.speak_with(process)) {
            scene.not_beside(node, process);
            return nullptr;
        }
        YamlNode own = node;
        own.text = node.text.substr(slash + 1);
        return type_named(scene, own);
    }
    const auto name = scene.known_word(node, "record type", scene.words().types);
    if (!name) return nullptr;
    return &scene.words().process->types[*scene.words().process->type(*name)];
}

void read_log(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::log;
    const RecordType* type = type_named(scene, value);
    if (!type) return;
    step.body.set("type", scene.words().process->id + "/" + type->name);
    if (const YamlNode* with = node.find("with"))
        read_log_with(scene, *type, *with, step.refused.has_value(), step);
    const YamlNode* name = node.find("name");
    if (!name) return;
    if (step.refused) return scene.wrong(*name, "a record that is refused gets no name");
    if (scene.name_record(*name, type)) step.name = name->text;
    if (!step.name.empty()) step.on = {step.name};
}

// What goes along is of the version to which the record goes.
void read_move(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    const process::Process& there = *scene.vocabulary.process;
    if (scene.former == nullptr)
        return scene.wrong(value, "all records are on this version",
                           "`former`: the version with which those of `given` begin");
    for (const std::string& name : step.on) {
        const auto type = there.type(scene.records.at(name)->name);
        if (!type) {
            if (!step.refused || node.find("with"))
                scene.wrong(value, fmt::format("version {} has no type '{}'", there.version,
                                               scene.records.at(name)->name));
            continue;
        }
        if (!step.refused) scene.move(name, &there.types[*type]);
        scene.speak_of(step.refused ? std::string_view() : name);
        if (const YamlNode* with = node.find("with"); with && name == step.on.front())
            read_act_with(scene, there.types[*type], *with, step.refused.has_value(), step);
    }
    JsonObject fields{{"version", there.version}};
    if (const Json* sent = step.body.find("fields"))
        for (const auto& [field, given] : sent->object()) fields.set(field, given);
    step.body.set("fields", std::move(fields));
}

void read_act(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::act;
    read_on(scene, node, node.find("on"), step);
    const RecordType* type = type_of(scene, node, step);
    if (!type) return;
    const auto act = scene.known_word(value, "act of " + type->name, acts_of(*type));
    if (!act) return;
    step.act = *act;
    if (*act == "move") return read_move(scene, node, value, step);
    for (const std::string_view own : {"edit", "assign", "comment", "link", "vote"})
        if (*act == own) return scene.wrong(value, fmt::format("`act: {}` is written `{}:`", own, own));
    if (const YamlNode* with = node.find("with"))
        read_act_with(scene, *type, *with, step.refused.has_value(), step);
}

void read_comment(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::comment;
    read_on(scene, node, node.find("on"), step);
    if (const auto text = scene.word(value, "a comment")) step.body.set("text", *text);
    const YamlNode* audience = node.find("audience");
    if (!audience) return;
    static const std::vector<std::string> kAudiences{"public", "internal"};
    if (const auto whom = scene.known_word(*audience, "audience", kAudiences))
        step.body.set("audience", *whom);
}

void read_edit(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::edit;
    read_on(scene, node, node.find("on"), step);
    const RecordType* type = type_of(scene, node, step);
    if (!type) return;
    read_act_with(scene, *type, value, step.refused.has_value(), step);
}

void read_assign(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::act;
    step.act = "assign";
    read_on(scene, node, node.find("on"), step);
    Json whom;
    if (!(value.is_scalar() && value.text == "none")) {
        const auto person = scene.person(value);
        if (!person) return;
        whom = *person;
    }
    step.body.set("fields", JsonObject{{"person", std::move(whom)}});
}

void read_link(Scene& scene, const YamlNode& node, const YamlNode& value, bool remove, Step& step) {
    step.kind = Kind::act;
    step.act = "link";
    read_on(scene, node, node.find("on"), step);
    const RecordType* type = type_of(scene, node, step);
    if (!type) return;
    if (!value.is_map()) return scene.wrong(value, "links are a map: {visits: V}");
    const std::vector<std::string> known = links_of(*type);
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
        if (std::find(known.begin(), known.end(), value.keys[i].name) == known.end()) {
            scene.unknown(value.keys[i], "link of " + type->name, value.keys[i].name, known);
            continue;
        }
        for (const YamlNode* item : scene.one_or_more(value.items[i], "a link"))
            if (auto record = scene.record(*item))
                step.links.push_back({value.keys[i].name, std::move(*record), remove});
    }
}

// What was seen is said when it is played: what she read last of that record, else what is there.
void read_vote(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::vote;
    read_on(scene, node, node.find("on"), step);
    const RecordType* type = type_of(scene, node, step);
    static const std::vector<std::string> kVotes{"yes", "no", "abstain"};
    const auto vote = scene.known_word(value, "vote", kVotes);
    if (!type || !vote) return;
    step.body.set("vote", *vote);
    if (const YamlNode* approval = node.find("approval")) {
        if (const auto name =
                scene.known_word(*approval, "approval of " + type->name, names_of(type->approvals)))
            step.body.set("approval", *name);
    } else if (type->approvals.size() == 1) {
        step.body.set("approval", type->approvals.front().name);
    } else {
        scene.wrong(node, "in which approval? There is not exactly one", "approval: its name");
    }
    if (const YamlNode* reason = node.find("reason"))
        if (const auto text = scene.word(*reason, "a reason")) step.body.set("reason", *text);
    if (const YamlNode* seat = node.find("seat"))
        if (const auto role = scene.known_word(*seat, "role", scene.words().roles))
            step.body.set("seat", *role);
    if (const YamlNode* principal = node.find("for"))
        if (const auto person = scene.person(*principal)) step.body.set("for", *person);
}

// Who votes in her place from now on; `none`: nobody any more.
void read_delegate(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::delegate;
    if (value.is_scalar() && value.text == "none") return;
    if (const auto person = scene.person(value)) step.body.set("person", *person);
    for (const char* const border : {"from", "until"})
        if (const YamlNode* given = node.find(border))
            if (const auto at = scene.instant(*given)) step.body.set(border, text(*at));
}

void read_filters(Scene& scene, const YamlNode& value, Step& step) {
    if (!scene.map_of(
            value, "list",
            {"process", "type", "kind", "state", "open", "priority", "rank", "assignee", "holder", "team",
             "organisation", "service", "reporter", "q", "sort", "limit", "count", "approver"}))
        return;
    for (std::size_t i = 0; i < value.keys.size(); ++i)
        if (auto text = scene.word(value.items[i], value.keys[i].name))
            step.query.emplace_back(value.keys[i].name,
                                    value.keys[i].name == "type" && text->find('/') == std::string::npos
                                        ? scene.words().process->id + "/" + *text
                                        : *text);
}

void read_oncall(Scene& scene, const YamlNode& value, Step& step) {
    step.kind = Kind::oncall;
    if (!scene.map_of(value, "oncall", {"role", "organisation", "at"})) return;
    step.query.emplace_back("process", scene.words().process->id);
    if (const YamlNode* role = value.find("role"))
        if (const auto name = scene.known_word(*role, "role", scene.words().roles))
            step.query.emplace_back("role", *name);
    if (const YamlNode* at = value.find("at"))
        if (const auto then = scene.instant(*at)) step.query.emplace_back("at", text(*then));
    if (const YamlNode* organisation = value.find("organisation"))
        if (const auto name = scene.known_word(*organisation, "organisation", scene.words().organisations))
            step.query.emplace_back("organisation", *name);
}

void read_action(Scene& scene, const YamlNode& node, const YamlKey& action, Step& step) {
    const YamlNode& value = *node.find(action.name);
    if (action.name == "log") return read_log(scene, node, value, step);
    if (action.name == "act") return read_act(scene, node, value, step);
    if (action.name == "comment") return read_comment(scene, node, value, step);
    if (action.name == "edit") return read_edit(scene, node, value, step);
    if (action.name == "assign") return read_assign(scene, node, value, step);
    if (action.name == "link" || action.name == "unlink")
        return read_link(scene, node, value, action.name == "unlink", step);
    if (action.name == "vote") return read_vote(scene, node, value, step);
    if (action.name == "delegate") return read_delegate(scene, node, value, step);
    if (action.name == "oncall") return read_oncall(scene, value, step);
    if (action.name == "read") {
        step.kind = Kind::read;
        return read_on(scene, node, &value, step);
    }
    step.kind = Kind::list;
    read_filters(scene, value, step);
}

// `documents: [plan.pdf, { name: report.pdf, kind: report }]`: the files that come with what is done; their
// bytes do not matter.
void read_documents(Scene& scene, const YamlNode& documents, Step& step) {
    const auto read = [&](const YamlNode& item) {
        if (!item.is_map()) {
            if (const auto name = scene.word(item, "`documents`")) step.documents.push_back({*name, {}});
            return;
        }
        const YamlNode *name = item.find("name"), *kind = item.find("kind");
        if (!scene.map_of(item, "a document", {"name", "kind"})) return;
        if (!name || !kind) return scene.wrong(item, "a document has a `name` and a `kind`");
        const auto called = scene.word(*name, "`name`"), of = scene.word(*kind, "`kind`");
        if (called && of) step.documents.push_back({*called, *of});
    };
    if (!documents.is_list()) return read(documents);
    for (const YamlNode& item : documents.items) read(item);
}

// `names: {visits: V}`: what the records are called that the step links to its own.
void read_names(Scene& scene, const YamlNode& names, const YamlNode& node, Step& step) {
    const RecordType* type = type_of(scene, node, step);
    if (!type || !names.is_map()) return scene.wrong(names, "`names` is a map of links: {visits: V}");
    for (std::size_t i = 0; i < names.keys.size(); ++i) {
        const auto link = type->link(names.keys[i].name);
        if (!link) {
            scene.unknown(names.keys[i], "link of " + type->name, names.keys[i].name, names_of(type->links));
            continue;
        }
        if (type->links[*link].is_remote()) {
            scene.wrong(names.keys[i], "only records of the process itself are named so");
            continue;
        }
        const RecordType& target = scene.words().process->types[type->links[*link].target_type];
        for (const YamlNode* item : scene.one_or_more(names.items[i], "`names`"))
            if (scene.name_record(*item, &target)) step.names[names.keys[i].name].push_back(item->text);
    }
}

// At least one of them, and each says something.
std::vector<std::string> asked_words(Scene& scene, const YamlNode& node, std::string_view key) {
    std::vector<std::string> words;
    for (const YamlNode* item : scene.one_or_more(node, fmt::format("`{}`", key)))
        words.push_back(item->text);
    const bool nothing = node.is_list() ? node.items.empty() : node.is_scalar() && node.text.empty();
    if (nothing || std::ranges::find(words, "") != words.end())
        scene.wrong(node, fmt::format("`{}` names nothing", key));
    return words;
}

void read_refused(Scene& scene, const YamlNode& node, Step& step) {
    const YamlNode* refused = node.find("refused");
    const YamlNode* why = node.find("why");
    const YamlNode* unmet = node.find("unmet");
    if (!refused) {
        if (why)
            scene.wrong(*why, "`why` says in what words something is refused; there is no `refused` here");
        if (unmet) scene.wrong(*unmet, "`unmet` is what is refused for; there is no `refused` here");
        return;
    }
    static const std::vector<std::string> kStatuses{"400", "401", "403", "404", "409", "412",
                                                    "413", "422", "428", "429", "503", "507"};
    const auto status = scene.known_word(*refused, "status of a refusal", kStatuses);
    if (!status) return;
    step.refused = Refused{process::yaml_integer(*refused).value_or(0), {}, {}};
    if (why) step.refused->why = asked_words(scene, *why, "why");
    if (!unmet) return;
    std::vector<std::string>& names = step.refused->unmet;
    names = asked_words(scene, *unmet, "unmet");
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice != names.end()) scene.wrong(*unmet, fmt::format("'{}' is named twice", *twice));
}

void read_person(Scene& scene, const YamlNode& node, const YamlKey* action, Step& step) {
    if (const YamlNode* as = node.find("as")) {
        if (const auto person = scene.person(*as))
            step.as = scene.last_person = *person;
        else
            step.as = "?";
        return;
    }
    if (action && action->name != "together") scene.wrong(node, "who does it?", "as: a person of demo.yaml");
}

// Whom the step is about says of which version its words are.
void choose_words(Scene& scene, const YamlNode& node) {
    std::string_view about;
    const YamlNode* on = node.find("on");
    if (!on) on = node.find("read");
    if (on && on->is_list() && !on->items.empty()) on = &on->items.front();
    if (on && on->is_scalar())
        about = on->text;
    else if (!node.find("log") && scene.records.size() == 1)
        about = scene.records.begin()->first;
    scene.speak_of(about);
}

void read_together(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step);

void read_rest(Scene& scene, const YamlNode& node, Step& step) {
    step.line = node.line;
    choose_words(scene, node);
    if (const YamlNode* at = node.find("at")) read_at(scene, *at);
    step.at = scene.now;
    const YamlKey* action = action_of(scene, node);
    read_person(scene, node, action, step);
    read_refused(scene, node, step);
    if (action && action->name == "together")
        read_together(scene, node, *node.find("together"), step);
    else if (action)
        read_action(scene, node, *action, step);
    else if (const YamlNode* on = node.find("on"))
        read_on(scene, node, on, step);
    if (!action && step.refused) scene.wrong(node, "nothing is done that could be refused");
    if (const YamlNode* documents = node.find("documents")) read_documents(scene, *documents, step);
    if (const YamlNode* names = node.find("names")) read_names(scene, *names, node, step);
    if (const YamlNode* version = node.find("if_version")) {
        step.if_version = process::yaml_integer(*version);
        if (!step.if_version) scene.wrong(*version, "`if_version` is a whole number");
    }
    if (const YamlNode* expect = node.find("expect")) read_expect(scene, *expect, step);
}

// How many get through: all of them where it is not said, and then nothing is refused.
void read_done(Scene& scene, const YamlNode& node, Step& step) {
    step.done = step.together.size();
    const YamlNode* done = node.find("done");
    if (const auto count = done ? process::yaml_integer(*done) : std::nullopt; count && *count >= 0)
        step.done = static_cast<std::size_t>(*count);
    else if (done)
        scene.wrong(*done, "`done` is a whole number: how many of them are done");
    if (step.done > step.together.size())
        scene.wrong(*done, fmt::format("{} things are done together", step.together.size()));
    else if ((step.done < step.together.size()) != step.refused.has_value())
        scene.wrong(node, "`done` says how many get through, `refused` what the others are told",
                    "both, or neither where all are done");
}

void read_together(Scene& scene, const YamlNode& node, const YamlNode& value, Step& step) {
    step.kind = Kind::together;
    if (!value.is_list() || value.items.size() < 2 || value.items.size() > together_most)
        return scene.wrong(value, fmt::format("`together` is a list of 2 to {} steps", together_most),
                           "[{as: …, act: …}, {as: …, act: …}]");
    for (const YamlNode& item : value.items) {
        if (!scene.map_of(
                item, "what is done together",
                {"as", "log", "act", "comment", "edit", "assign", "link", "unlink", "vote", "on", "with",
                 "audience", "approval", "reason", "seat", "for", "if_version", "documents"}))
            continue;
        Step one;
        read_rest(scene, item, one);
        if (one.kind == Kind::none) scene.wrong(item, "nothing is done here");
        if (one.on.size() > 1) scene.wrong(item, "one record each, of what is done together");
        for (const std::string& record : one.on)
            if (std::ranges::find(step.on, record) == step.on.end()) step.on.push_back(record);
        step.together.push_back(std::move(one));
    }
    if (step.together.size() == value.items.size()) read_done(scene, node, step);
}

}  // namespace

void read_step(Scene& scene, const YamlNode& node, std::vector<Step>& steps) {
    if (!scene.map_of(node, "a step",
                      {"at",    "as",        "log",    "act",        "comment", "edit",     "assign",
                       "link",  "unlink",    "read",   "list",       "oncall",  "on",       "name",
                       "with",  "audience",  "names",  "if_version", "expect",  "refused",  "why",
                       "vote",  "approval",  "reason", "seat",       "for",     "delegate", "from",
                       "until", "documents", "unmet",  "together",   "done"}))
        return;
    Step step;
    read_rest(scene, node, step);
    steps.push_back(std::move(step));
}

void read_given(Scene& scene, const YamlNode& node, std::vector<Step>& steps) {
    if (!node.is_map()) return scene.wrong(node, "`given` is a map of records: {A: {as: …, log: …}}");
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const YamlNode& item = node.items[i];
        if (!scene.map_of(item, "a record that is given", {"at", "as", "log", "with", "documents", "then"}))
            continue;
        if (!item.find("log")) {
            scene.wrong(item, "of what type is it?", "log: a record type");
            continue;
        }
        Step step;
        step.given = true;
        read_rest(scene, item, step);
        YamlNode name;
        name.kind = YamlNode::Kind::scalar;
        name.text = node.keys[i].name;
        name.line = node.keys[i].line;
        name.column = node.keys[i].column;
        const YamlNode* log = item.find("log");
        const auto type = scene.words().process->type(log->text.substr(log->text.find('/') + 1));
        if (!type || !scene.name_record(name, &scene.words().process->types[*type])) continue;
        step.name = name.text;
        step.on = {step.name};
        steps.push_back(std::move(step));
        const YamlNode* then = item.find("then");
        if (!then) continue;
        if (!then->is_list()) {
            scene.wrong(*then, "`then` is a list of steps");
            continue;
        }
        for (const YamlNode& next : then->items) {
            const std::size_t before = steps.size();
            // What follows concerns this record unless it says otherwise.
            YamlNode about = next;
            if (about.is_map() && !about.find("on") && takes_record(about)) {
                about.keys.push_back({"on", next.line, next.column});
                about.items.push_back(name);
            }
            read_step(scene, about, steps);
            if (steps.size() > before) steps.back().given = true;
        }
    }
}

}  // namespace reeve::rehearse
