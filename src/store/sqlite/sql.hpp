#pragma once
// A statement being put together: text of our own, with a '?' for each value.

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

struct Sql {
    std::string text;
    std::vector<Value> values;

    template <class... Values>
    Sql& add(std::string_view more, Values&&... more_values) {
        text += more;
        (values.push_back(as_value(std::forward<Values>(more_values))), ...);
        return *this;
    }
    Sql& add(const Sql& more) {
        text += more.text;
        values.insert(values.end(), more.values.begin(), more.values.end());
        return *this;
    }
    void bind_to(Statement& statement) const {
        for (const Value& value : values) {
            statement.bind(value);
        }
    }

private:
    static Value as_value(const std::same_as<Value> auto& value) { return value; }
    static Value as_value(std::string_view value) { return std::string(value); }
    static Value as_value(Id value) { return blob_of(value); }
    static Value as_value(std::integral auto value) { return static_cast<std::int64_t>(value); }
};

// The statement, with its values.
class Bound : public Statement {
public:
    Bound(Connection& connection, const Sql& sql) : Statement(connection, sql.text) { sql.bind_to(*this); }
};

// "?, ?, ?" for as many values, and the values.
[[nodiscard]] Sql marks_for(const std::vector<Value>& values);

}  // namespace reeve::store::sqlite
