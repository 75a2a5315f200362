#pragma once
// What reports of how records went on share in answering: the question and its refusals, JSON or a sheet.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/csv.hpp"
#include "http/report_question.hpp"
#include "http/serving.hpp"

namespace reeve::http {

// `make` answers: (question, format, reader of flow) -> Response.
template <class Answer>
void answer_report(Api& api, const Call& call, Reply reply, Answer make) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto question = report_question(call, api.parts().clock.now());
        if (!question) return std::unexpected(question.error());
        auto format = format_of(call);
        if (!format) return std::unexpected(format.error());
        auto queries = api.queries();
        return make(*question, *format, queries->reader().flow());
    });
}

// One figure a row: section, what it is of, what it measures, value.
class ReportRows {
public:
    ReportRows() { put("section", "of", "detail", "measure", "value"); }

    void add(std::string_view section, std::string_view of, std::string_view detail, std::string_view measure,
             std::int64_t value) {
        put(section, of, detail, measure, std::to_string(value));
    }
    // Nothing measured is an empty cell.
    void add(std::string_view section, std::string_view of, std::string_view detail, std::string_view measure,
             const std::optional<std::int64_t>& value) {
        put(section, of, detail, measure, value ? std::to_string(*value) : "");
    }
    void add(std::string_view section, std::string_view of, std::string_view detail, std::string_view measure,
             const Json& value) {
        put(section, of, detail, measure, value.is_null() ? "" : write_json(value));
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void put(std::string_view section, std::string_view of, std::string_view detail, std::string_view measure,
             std::string value) {
        const std::array<std::string, 5> cells{std::string(section), std::string(of), std::string(detail),
                                               std::string(measure), std::move(value)};
        append_csv_row(text_, cells);
    }
    std::string text_;
};

}  // namespace reeve::http
