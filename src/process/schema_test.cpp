// docs/processes/process.schema.json says the same as the loader: what is shipped fits it, what the loader
// refuses for its shape does not.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "base/json.hpp"
#include "process/draft_test.hpp"
#include "process/process_id.hpp"
#include "process/yaml.hpp"

namespace reeve::process {
namespace {

using testing::IsEmpty;

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(std::string(REEVE_ROOT) + "/" + path, std::ios::binary).rdbuf();
    return text.str();
}

Json to_json(const YamlNode& node) {
    if (node.is_null()) return {};
    if (node.is_scalar()) {
        if (const auto truth = yaml_boolean(node)) return *truth;
        if (const auto number = yaml_integer(node)) return *number;
        return node.text;
    }
    if (node.is_list()) {
        JsonArray list;
        for (const YamlNode& item : node.items) list.push_back(to_json(item));
        return list;
    }
    JsonObject map;
    for (std::size_t i = 0; i < node.keys.size(); ++i) map.set(node.keys[i].name, to_json(node.items[i]));
    return map;
}

// As much of JSON Schema as the file uses; a keyword that is not known here fails the test.
class Schema {
public:
    explicit Schema(Json root) : root_(std::move(root)) {}

    [[nodiscard]] std::vector<std::string> problems(const Json& value) const {
        std::vector<std::string> found;
        check(root_, value, "", found);
        return found;
    }

private:
    using Problems = std::vector<std::string>;

    void check(const Json& schema, const Json& value, const std::string& path, Problems& found) const {
        for (const auto& [keyword, rule] : schema.object()) {
            if (keyword == "$ref") {
                const std::string name = rule.string().substr(std::string_view("#/$defs/").size());
                const Json* target = root_.find("$defs")->find(name);
                ASSERT_TRUE(target) << "no $defs/" << name;
                check(*target, value, path, found);
            } else if (!fits(schema, keyword, rule, value, path, found)) {
                found.push_back(path + ": " + keyword + " " + write_json(rule).substr(0, 80));
            }
        }
    }

    bool fits_any(const Json& rule, const Json& value, const std::string& path, std::size_t least,
                  std::size_t most) const {
        std::size_t fitting = 0;
        for (const Json& option : rule.array()) {
            Problems unheard;
            check(option, value, path, unheard);
            if (unheard.empty()) ++fitting;
        }
        return fitting >= least && fitting <= most;
    }

    static bool is_of(const Json& type, const Json& value) {
        if (type.is_array()) {
            for (const Json& option : type.array())
                if (is_of(option, value)) return true;
            return false;
        }
        return type.string() == value.kind() || (type.string() == "integer" && value.is_integer());
    }

    bool fits(const Json& schema, const std::string& keyword, const Json& rule, const Json& value,
              const std::string& path, Problems& found) const {
        if (keyword == "type") return is_of(rule, value);
        if (keyword == "enum")
            return std::find(rule.array().begin(), rule.array().end(), value) != rule.array().end();
        if (keyword == "const") return rule == value;
        if (keyword == "anyOf") return fits_any(rule, value, path, 1, rule.array().size());
        if (keyword == "oneOf") return fits_any(rule, value, path, 1, 1);
        if (keyword == "not") return !fits_any(JsonArray{rule}, value, path, 1, 1);
        if (keyword == "pattern")
            return !value.is_string() || std::regex_search(value.string(), std::regex(rule.string()));
        if (keyword == "minLength")
            return !value.is_string() || std::cmp_greater_equal(value.string().size(), rule.integer());
        if (keyword == "minimum") return !value.is_integer() || value.integer() >= rule.integer();
        if (keyword == "maximum") return !value.is_integer() || value.integer() <= rule.integer();
        if (keyword == "minItems")
            return !value.is_array() || std::cmp_greater_equal(value.array().size(), rule.integer());
        if (keyword == "minProperties")
            return !value.is_object() || std::cmp_greater_equal(value.object().size(), rule.integer());
        if (keyword == "maxProperties")
            return !value.is_object() || std::cmp_less_equal(value.object().size(), rule.integer());
        if (keyword == "uniqueItems") return true;
        if (keyword == "required") {
            for (const Json& name : rule.array())
                if (value.is_object() && !value.find(name.string())) return false;
            return true;
        }
        if (keyword == "dependentRequired") {
            for (const auto& [name, others] : rule.object())
                for (const Json& other : others.array())
                    if (value.is_object() && value.find(name) && !value.find(other.string())) return false;
            return true;
        }
        if (keyword == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.array().size(); ++i)
                check(rule, value.array()[i], path + "/" + std::to_string(i), found);
            return true;
        }
        if (keyword == "propertyNames") {
            for (std::size_t i = 0; value.is_object() && i < value.object().size(); ++i)
                check(rule, (value.object().begin() + static_cast<std::ptrdiff_t>(i))->first, path, found);
            return true;
        }
        if (keyword == "properties" || keyword == "additionalProperties")
            return members_fit(schema, keyword, rule, value, path, found);
        static const std::vector<std::string> silent{"$schema", "$id", "$defs", "title", "description"};
        EXPECT_TRUE(std::find(silent.begin(), silent.end(), keyword) != silent.end())
            << "unknown keyword " << keyword;
        return true;
    }

    bool members_fit(const Json& schema, const std::string& keyword, const Json& rule, const Json& value,
                     const std::string& path, Problems& found) const {
        if (!value.is_object()) return true;
        const Json* properties = schema.find("properties");
        for (const auto& [name, member] : value.object()) {
            const Json* known = properties ? properties->find(name) : nullptr;
            const std::string deeper = path + "/" + name;
            if (keyword == "properties" && known) check(*known, member, deeper, found);
            if (keyword != "additionalProperties" || known) continue;
            if (rule.is_bool() && !rule.boolean()) found.push_back(deeper + ": unknown");
            if (rule.is_object()) check(rule, member, deeper, found);
        }
        return true;
    }

    Json root_;
};

std::vector<std::string> against_schema(const std::string& text, const std::string& of = "process") {
    const Schema schema(*parse_json(read_file("docs/processes/" + of + ".schema.json")));
    std::vector<Problem> problems;
    const auto root = read_yaml(of + ".yaml", text, problems);
    EXPECT_TRUE(root && problems.empty());
    return root ? schema.problems(to_json(*root)) : std::vector<std::string>{};
}

TEST(Schema, WhatLoadsFits) {
    EXPECT_THAT(against_schema(Draft().text()), IsEmpty());
    for (const std::string id : {"epts-support", "itil-starter"})
        EXPECT_THAT(against_schema(read_file("processes/" + id + "/process.yaml")), IsEmpty()) << id;
}

TEST(Schema, ATextMayLookLikeANumberOrTruth) {
    const Draft draft = Draft().with("version: 1", "version: 1\ntitle: 2014").with("why: Ask.", "why: true");
    EXPECT_THAT(draft.problems(), testing::ElementsAre("loaded"));
    EXPECT_THAT(against_schema(draft.text()), IsEmpty());
}

TEST(Schema, APercentageMayStandAlone) {
    for (const std::string_view clock :
         {"warn: 80%", "warn: { at: 80% }", "warn: [ 50%, { at: 80%, do: refer } ]", "overdue: 150%",
          "overdue: { at: 150%, do: refer }", "overdue: [ 150%, { at: 200%, do: refer } ]"}) {
        const Draft draft = Draft().with("breach: { do: refer }", clock);
        EXPECT_THAT(draft.problems(), testing::ElementsAre("loaded")) << clock;
        EXPECT_THAT(against_schema(draft.text()), IsEmpty()) << clock;
    }
}

TEST(Schema, AProcessIsCalledAsAnUploadMay) {
    const std::vector<std::string> ids{"my_desk",           "a--b", "a-", "2nd", "My", std::string(63, 'a'),
                                       std::string(64, 'a')};
    for (const std::string& id : ids) {
        const Draft draft = Draft().with("process: draft", "process: " + id);
        EXPECT_EQ(against_schema(draft.text()).empty(), is_process_id(id)) << id;
    }
}

TEST(Schema, AnApprovalFits) {
    const auto with = [](std::string_view approval) {
        return Draft()
            .after("    kind: task", "    approvals: { board: " + std::string(approval) + " }")
            .with("shut: { from: open, to: shut, by: holder }",
                  "shut: { from: open, to: shut, by: holder, exclude: [logger, \"act log\"], needs: [ { "
                  "approval: "
                  "board, why: Agree. } ], then: [ open: board ] }");
    };
    const Draft whole = with(
        "{ title: Board, seats: [agent, { role: expert }], quorum: 1, covers: [title, text], exclude: "
        "assignee, "
        "expires: 5d, opens: open, reasons: never }");
    EXPECT_THAT(whole.problems(), testing::ElementsAre("loaded"));
    EXPECT_THAT(against_schema(whole.text()), IsEmpty());
    for (const std::string_view wrong :
         {"{ seats: [], opens: open }", "{ seats: agent, quorum: most, opens: open }",
          "{ seats: agent, reasons: some, opens: open }", "{ seats: agent, exclude: [holder], opens: open }",
          "{ seats: { at: text }, opens: open }", "{ seats: agent, opens: open, when: 'true' }"}) {
        EXPECT_THAT(against_schema(with(wrong).text()), testing::Not(IsEmpty())) << wrong;
        EXPECT_NE(with(wrong).problems(), std::vector<std::string>{"loaded"}) << wrong;
    }
}

TEST(Schema, WhatIsRefusedForItsShapeDoesNotFit) {
    const std::pair<std::string_view, std::string_view> changes[] = {
        {"kind: task", "kind: tsk"},
        {"kind: task", "kind: task\n    notices: {}"},
        {"\"MEMO-{seq:3}\"", "\"memo-{seq:3}\""},
        {"sees: own", "sees: everything"},
        {"[high, low]", "[]"},
        {"hand_over: tables.next(holder).to", "hand_over: { team: crew }"},
        {"{ to: memo, inverse: issue }", "{ to: memo }"},
        {"count: { integer: true }", "count: { required: true }"},
        {"count: { integer: true }", "count: { integer: 1 }"},
        {"waiting: reporter", "waiting: godot"},
        {"auto: { after: 14d }", "auto: { after: soon }"},
        {"{ comment: public, why: Ask. }", "{ comment: public }"},
        {"{ comment: public, why: Ask. }", "{ comment: public, field: note, why: Ask. }"},
        {"assign: actor", "assign: holder"},
        {"assign: actor", "set: {}"},
        {"out: { to: maybe role }", "out: {}"},
        {"why: Ask.", "why: {}"},
        {"breach: { do: refer }", "breach: {}"},
        {"breach: { do: refer }", "warn: []"},
        {"breach: { do: refer }", "overdue: []"},
        {"breach: { do: refer }", "seen_by: []"},
        {"breach: { do: refer }", "of: []"},
        {"{ comment: public, why: Ask. }", "{ comment: public, by: actor, why: Ask. }"},
        {"{ comment: public, why: Ask. }", "{ comment: public, linked: \"true\", why: Ask. }"},
        {"{ comment: public, why: Ask. }", "{ comment: public, unless: comment, why: Ask. }"},
        {"    kind: task",
         "    dossiers: { d: { needs: [ { time_entry: true, by: actor, why: x } ] } }\n    kind: task"},
        {"    kind: task", "    dossiers: { d: { needs: [ { comment: public, why: x } ] } }\n    kind: task"},
        {"stops: [ state: done ]", "stops: [ whenever ]"},
        {"starts: once", "starts: twice"},
        {"limit: tables.limits(level).more", "title: Late"},
        {"        why: Say what was done.\n", ""},
        {"order: [ priority ]", "order: [ rank ]"},
        {"after: 14d", "at: day, calendar: always"},
        {"      begin: {", "      begin: { calendar: always,"},
        {"      begin: {", "      edit: { to: work }\n      begin: {"},
        {"      begin: {", "      edit: {}\n      begin: {"},
    };
    for (const auto& [old_text, new_text] : changes) {
        const Draft draft = Draft().with(old_text, new_text);
        EXPECT_THAT(against_schema(draft.text()), testing::Not(IsEmpty())) << new_text;
        EXPECT_NE(draft.problems(), std::vector<std::string>{"loaded"}) << new_text;
    }
}

TEST(Schema, ImportMappingsFitTheirs) {
    for (const std::string name : {"servicenow", "xes"}) {
        const std::string text = read_file("processes/itil-starter/imports/" + name + ".yaml");
        EXPECT_THAT(against_schema(text, "import"), IsEmpty()) << name;
        const std::string misspelt = std::regex_replace(text, std::regex("\nreporter:"), "\nreportr:");
        EXPECT_THAT(against_schema(misspelt, "import"), testing::Not(IsEmpty())) << name;
        const std::string keyless = std::regex_replace(text, std::regex("\nkey:[^\n]*"), "");
        EXPECT_THAT(against_schema(keyless, "import"), testing::Not(IsEmpty())) << name;
    }
}

}  // namespace
}  // namespace reeve::process
