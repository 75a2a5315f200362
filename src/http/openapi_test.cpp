// Routes and docs/openapi.yaml say the same, both ways: paths, methods, operations, parameters, bodies, who
// may call.

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "http/router.hpp"
#include "process/yaml.hpp"

namespace reeve::http {
namespace {

using process::YamlNode;

const YamlNode& description() {
    static const YamlNode tree = [] {
        std::ifstream in(REEVE_ROOT "/docs/openapi.yaml");
        std::ostringstream whole;
        whole << in.rdbuf();
        std::vector<Problem> problems;
        auto read = process::read_yaml("docs/openapi.yaml", whole.str(), problems, {1u << 20, 100'000, 40});
        EXPECT_TRUE(problems.empty()) << (problems.empty() ? "" : text(problems.front()));
        return read.value_or(YamlNode{});
    }();
    return tree;
}

const YamlNode* operation_of(const Route& route) {
    const YamlNode* paths = description().find("paths");
    const YamlNode* path = paths ? paths->find(route.path) : nullptr;
    return path ? path->find(lower_ascii(word(route.method))) : nullptr;
}

std::set<std::string> in_braces(std::string_view path) {
    std::set<std::string> names;
    for (const auto part : split(path, '/'))
        if (part.starts_with('{')) names.emplace(part.substr(1, part.size() - 2));
    return names;
}

TEST(OpenApi, EveryRouteIsDescribed) {
    ASSERT_GT(routes().size(), 30u);
    for (const Route& route : routes()) {
        const YamlNode* operation = operation_of(route);
        ASSERT_NE(operation, nullptr) << word(route.method) << " " << route.path;
        EXPECT_EQ(operation->find("operationId")->text, route.operation);
        const YamlNode* security = operation->find("security");
        EXPECT_EQ(security != nullptr, route.session == Session::not_needed) << route.operation;
        const bool has_body = operation->find("requestBody") != nullptr;
        EXPECT_EQ(has_body, route.body != Body::none) << route.operation;
        if (has_body) {
            const YamlNode* content = operation->find("requestBody")->find("content");
            EXPECT_EQ(content->find("application/json") != nullptr, route.body == Body::json)
                << route.operation;
        }
    }
}

TEST(OpenApi, EveryDescribedOperationIsARoute) {
    const YamlNode* paths = description().find("paths");
    ASSERT_NE(paths, nullptr);
    std::size_t described = 0;
    for (std::size_t i = 0; i < paths->keys.size(); ++i)
        for (const auto& key : paths->items[i].keys) {
            if (key.name == "parameters") continue;
            ++described;
            bool served = false;
            for (const Route& route : routes())
                served = served ||
                         (route.path == paths->keys[i].name && lower_ascii(word(route.method)) == key.name);
            EXPECT_TRUE(served) << key.name << " " << paths->keys[i].name;
        }
    EXPECT_EQ(described, routes().size());
}

TEST(OpenApi, ParametersAreTheSame) {
    const YamlNode* shared = description().find("components")->find("parameters");
    for (const Route& route : routes()) {
        std::set<std::string> wanted(route.query.begin(), route.query.end());
        std::set<std::string> described;
        const YamlNode* list = operation_of(route)->find("parameters");
        for (std::size_t i = 0; list && i < list->items.size(); ++i) {
            const std::string& target = list->items[i].find("$ref")->text;
            const YamlNode* parameter = shared->find(target.substr(target.rfind('/') + 1));
            ASSERT_NE(parameter, nullptr) << target;
            if (parameter->find("in")->text == "query") described.insert(parameter->find("name")->text);
        }
        EXPECT_EQ(described, wanted) << route.operation;

        std::set<std::string> in_path;
        const YamlNode* of_path = description().find("paths")->find(route.path)->find("parameters");
        for (std::size_t i = 0; of_path && i < of_path->items.size(); ++i)
            in_path.insert(of_path->items[i].find("name")->text);
        EXPECT_EQ(in_path, in_braces(route.path)) << route.operation;
    }
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
    std::vector<const YamlNode*> left{&description()};
    std::size_t references = 0;
    while (!left.empty()) {
        const YamlNode* node = left.back();
        left.pop_back();
        for (const YamlNode& item : node->items) left.push_back(&item);
        const YamlNode* target = node->find("$ref");
        if (!target) continue;
        ++references;
        const YamlNode* at = &description();
        const auto steps = split(target->text, '/');
        for (std::size_t i = 1; i < steps.size() && at; ++i) at = at->find(steps[i]);
        EXPECT_NE(at, nullptr) << target->text;
    }
    EXPECT_GT(references, 200u);
}

}  // namespace
}  // namespace reeve::http
