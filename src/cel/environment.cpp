#include "cel/environment.hpp"

#include <algorithm>

namespace reeve::cel {

void Environment::add(Variable variable) {
    std::string name = variable.name;
    variables_.insert_or_assign(std::move(name), std::move(variable));
}

void Environment::add(Function function) {
    auto& overloads = (function.member ? members_ : functions_)[function.name];
    const auto same = std::ranges::find(overloads, function.parameters, &Function::parameters);
    if (same == overloads.end())
        overloads.push_back(std::move(function));
    else
        *same = std::move(function);
}

const Variable* Environment::find_variable(std::string_view name) const {
    const auto found = variables_.find(name);
    return found == variables_.end() ? nullptr : &found->second;
}

const std::vector<Function>* Environment::find_functions(std::string_view name, bool member) const {
    const auto& all = member ? members_ : functions_;
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> Environment::variable_names() const {
    std::vector<std::string> names;
    for (const auto& [name, variable] : variables_) names.push_back(name);
    return names;
}

std::vector<std::string> Environment::function_names(bool member) const {
    std::vector<std::string> names;
    for (const auto& [name, overloads] : member ? members_ : functions_) names.push_back(name);
    return names;
}

}  // namespace reeve::cel
