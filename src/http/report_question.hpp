#pragma once
// What a report of how records went on is asked for: a process, one of its types, a period.

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "http/message.hpp"
#include "http/router.hpp"
#include "process/model.hpp"
#include "store/flow.hpp"

namespace reeve::http {

struct ReportQuestion {
    const process::Process* process = nullptr;  // the active version; lives as long as the call's world
    const process::RecordType* type = nullptr;
    std::string from, to;  // dates as given; empty where the period is open
    store::FlowQuestion asked;
    std::vector<std::string> unseen;  // clocks that figures are told her without
};

// Of `process`, `type` ("type" or "process/type"), `from` and `to`. Without a process the desk's first,
// without a type its process's first. Refusals: malformed.
[[nodiscard]] Outcome<ReportQuestion> report_question(const Call& call, Instant now);
// The members that every such report begins with.
[[nodiscard]] JsonObject question_json(const ReportQuestion& question);

// `name` of an active process, or all of them where it is absent ("").
[[nodiscard]] Outcome<std::string> process_asked(const Call& call);

// A file for spreadsheets, named after the report and what it is of.
[[nodiscard]] Response csv_response(std::string_view report, const ReportQuestion& question,
                                    std::string rows);

}  // namespace reeve::http
