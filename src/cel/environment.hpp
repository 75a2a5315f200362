#pragma once
// The names that an expression may use. Built once at load; nothing here is asked at run time.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/type.hpp"

namespace reeve::cel {

// Seconds to add to UTC in the zone at that instant; nothing when there is no such zone. Offsets such as
// "+02:00" and "UTC" are known without it.
using ZoneOffset = std::function<std::optional<int>(std::string_view zone, std::int64_t epoch_seconds)>;

struct Variable {
    std::string name;  // may be qualified: "links.report"
    Type type;
    int slot = 0;  // what Activation::variable is asked with
};

// A function of the host. Several may share a name if their parameters differ; the first that fits is called.
struct Function {
    std::string name;              // "tables.priority", "staffed"; of a member function "was"
    std::vector<Type> parameters;  // of a member function the receiver comes first
    Type result;
    int id = 0;             // what Activation::call is asked with
    bool member = false;    // called as parameters[0].name(parameters[1], …)
    std::int64_t cost = 1;  // steps that a call takes
};

class Environment {
public:
    // A name declared again replaces the former.
    void add(Variable variable);
    void add(Function function);
    // Names are looked up in the container first, then in those around it: "com.example".
    void set_container(std::string container) { container_ = std::move(container); }
    void set_zones(ZoneOffset zones) { zones_ = std::move(zones); }

    [[nodiscard]] const Variable* find_variable(std::string_view name) const;
    // Null when there is no such function.
    [[nodiscard]] const std::vector<Function>* find_functions(std::string_view name, bool member) const;
    [[nodiscard]] const std::string& container() const { return container_; }
    [[nodiscard]] const ZoneOffset& zones() const { return zones_; }
    [[nodiscard]] std::vector<std::string> variable_names() const;
    [[nodiscard]] std::vector<std::string> function_names(bool member) const;

private:
    std::map<std::string, Variable, std::less<>> variables_;
    std::map<std::string, std::vector<Function>, std::less<>> functions_;
    std::map<std::string, std::vector<Function>, std::less<>> members_;
    std::string container_;
    ZoneOffset zones_;
};

}  // namespace reeve::cel
