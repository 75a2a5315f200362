#include "process/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/span.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

cel::Value seen(const Column& column, const Json* value) {
    if (value == nullptr || value->is_null()) return {};
    if (value->is_bool()) return value->boolean();
    if (value->is_integer()) return cel::Value(value->integer());
    if (!value->is_string()) return {};
    if (column.type.kind != ColumnType::Kind::duration) return value->string();
    const auto span = parse_span(value->string());
    if (!span) return {};
    return span_value(*span);
}

const Question::Answer* answer_of(const Question& question, std::string_view said) {
    const auto named = [&](std::string_view name) -> const Question::Answer* {
        const auto found = std::find_if(question.answers.begin(), question.answers.end(),
                                        [&](const Question::Answer& one) { return one.value == name; });
        return found == question.answers.end() ? nullptr : &*found;
    };
    if (const Question::Answer* own = named(said); own && said != "any") return own;
    return named("any");
}

std::vector<std::string> values_of(const Process& process, const Question& question) {
    if (!question.choice) return {"yes", "no"};
    std::vector<std::string> values;
    for (const ChoiceValue& value : process.choices[*question.choice].values) values.push_back(value.name);
    return values;
}

std::string answer_title(const Process& process, const Question& question, const std::string& value,
                         std::string_view language) {
    if (!question.choice) return value;
    const Choice& choice = process.choices[*question.choice];
    const auto index = choice.find(value);
    return index ? shown(choice.values[*index].title, value, language) : value;
}

}  // namespace

Json kept_output(const Column& column, const cel::Value& value) {
    if (value.is_null()) return {};
    switch (column.type.kind) {
        case ColumnType::Kind::boolean: return value.boolean();
        case ColumnType::Kind::integer: return value.integer();
        case ColumnType::Kind::duration: return text(span_of(value).value_or(Span{}));
        case ColumnType::Kind::choice:
        case ColumnType::Kind::role:
        case ColumnType::Kind::text: break;
    }
    return value.string();
}

std::expected<Walk, std::string> walk(const Process& process, const Tree& tree,
                                      const std::vector<std::string>& answers, std::string_view language) {
    const Question* question = tree.root.get();
    JsonArray said;
    for (const std::string& value : answers) {
        if (question == nullptr)
            return std::unexpected(fmt::format("There are more answers than questions: '{}'.", value));
        const std::vector<std::string> values = values_of(process, *question);
        const std::string ask(question->ask.in(language));
        const bool known = std::find(values.begin(), values.end(), value) != values.end();
        const Question::Answer* answer = known ? answer_of(*question, value) : nullptr;
        if (answer == nullptr)
            return std::unexpected(
                fmt::format("'{}' is no answer to '{}'; there are {}.", value, ask, join(values, ", ")));
        said.emplace_back(JsonObject{
            {"ask", ask}, {"answer", value}, {"title", answer_title(process, *question, value, language)}});
        if (answer->next) {
            question = answer->next.get();
            continue;
        }
        JsonObject result;
        for (std::size_t i = 0; i < tree.out.size(); ++i)
            result.set(tree.out[i].name, kept_output(tree.out[i], answer->out[i]));
        question = nullptr;
        if (&value == &answers.back()) return Walk{std::move(said), std::move(result)};
    }
    if (question == nullptr) return std::unexpected("There are more answers than questions.");
    return std::unexpected(fmt::format("It is not answered yet: {}", question->ask.in(language)));
}

cel::Value result_of(const Tree& tree, const Json& result) {
    std::vector<cel::Value> values;
    for (const Column& column : tree.out)
        values.push_back(seen(column, result.is_object() ? result.find(column.name) : nullptr));
    return cel::Value::object(tree.type, std::move(values));
}

cel::Type tree_type(const Process& process, const Tree& tree) {
    std::vector<cel::Field> fields;
    for (const Column& column : tree.out) fields.push_back({column.name, column_type(process, column.type)});
    return cel::Type::object("trees." + tree.name, std::move(fields));
}

}  // namespace reeve::process
