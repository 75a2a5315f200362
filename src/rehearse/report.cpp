#include "rehearse/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace reeve::rehearse {
namespace {

std::string padded(std::string_view text, std::size_t width) {
    std::string out(text);
    const std::size_t length = length_utf8(text);
    if (length < width) out.append(width - length, ' ');
    return out;
}

// Sentences of several lines keep their column.
std::string indented(std::string_view text, std::size_t column) {
    std::string out;
    for (const std::string_view line : split(text, '\n')) {
        if (!out.empty()) out += "\n" + std::string(column, ' ');
        out += line;
    }
    return out;
}

std::string line_of(const Finding& finding) {
    const std::string mark = finding.good ? "ok     " : "DIFFERS";
    const bool fits = length_utf8(finding.expected) <= 30 && finding.found.find('\n') == std::string::npos;
    if (fits)
        return fmt::format("      {}  {} expected {} found {}\n", mark, padded(finding.what, 34),
                           padded(finding.expected, 30), finding.found);
    return fmt::format("      {}  {} expected {}\n{}found    {}\n", mark, padded(finding.what, 34),
                       indented(finding.expected, 59), std::string(50, ' '), indented(finding.found, 59));
}

bool differs(const StepResult& step) {
    return std::any_of(step.findings.begin(), step.findings.end(),
                       [](const Finding& finding) { return !finding.good; });
}

// `of`: a rehearsal, or how it ended.
template <class Of>
JsonObject head_of(const Of& of, std::string_view state) {
    JsonObject head{{"file", of.file},
                    {"title", of.title},
                    {"covers", JsonArray(of.covers.begin(), of.covers.end())},
                    {"state", state}};
    if (!of.beside.empty()) head.set("beside", JsonArray(of.beside.begin(), of.beside.end()));
    return head;
}

Json step_as_json(const StepResult& step) {
    JsonArray findings;
    for (const Finding& finding : step.findings)
        findings.push_back(JsonObject{{"what", finding.what},
                                      {"expected", finding.expected},
                                      {"found", finding.found},
                                      {"good", finding.good}});
    JsonObject one{{"line", step.line}, {"when", step.when}, {"what", step.what}};
    if (step.given) one.set("given", true);
    if (step.untouched) one.set("untouched", true);
    one.set("findings", std::move(findings));
    return one;
}

}  // namespace

Json as_json(const Rehearsal& rehearsal) {
    JsonObject out = head_of(rehearsal, "waiting");
    out.set("steps", JsonArray{});
    return out;
}

Json as_json(const Result& result) {
    JsonObject out = head_of(result, result.passed() ? "passed" : "failed");
    JsonArray steps;
    for (const StepResult& step : result.steps) steps.push_back(step_as_json(step));
    out.set("steps", std::move(steps));
    out.set("differences", static_cast<std::int64_t>(result.differences()));
    if (!result.accident.empty()) out.set("accident", result.accident);
    return out;
}

Json as_json(std::string_view file, const std::vector<Problem>& problems) {
    JsonObject out = head_of(Result{.file = std::string(file), .title = std::string(file)}, "broken");
    std::vector<std::string> lines;
    for (const Problem& problem : problems) lines.push_back(text(problem));
    out.set("steps", JsonArray{});
    out.set("accident", join(lines, "\n"));
    return out;
}

std::string report(const Result& result, bool brief) {
    const std::string rows = result.covers.empty() ? "" : " (" + join(result.covers, ", ") + ")";
    std::string out = fmt::format("{}: {}{}{}\n", result.file, result.title, rows,
                                  brief ? result.passed() ? ": ok" : ": DIFFERS" : "");
    std::size_t number = 0;
    for (const StepResult& step : result.steps) {
        if (!step.given) ++number;
        if (brief && !differs(step)) continue;
        out += fmt::format(
            "  {}  {}  {}{}\n", padded(step.given ? "given" : fmt::format("step {}", number), 8),
            padded(step.when, 21), step.what, step.untouched ? "  (untouched: nothing is asked of it)" : "");
        for (const Finding& finding : step.findings)
            if (!brief || !finding.good) out += line_of(finding);
    }
    if (!result.accident.empty()) out += fmt::format("  BROKEN OFF  {}\n", indented(result.accident, 14));
    return out;
}

std::string closing(const std::vector<Result>& results) {
    std::size_t steps = 0, untouched = 0, passed = 0;
    for (const Result& result : results) {
        steps += result.steps.size();
        untouched += result.untouched();
        passed += result.passed() ? 1 : 0;
    }
    return fmt::format("{} of {} steps untouched\n{} passed, {} failed\n", untouched, steps, passed,
                       results.size() - passed);
}

}  // namespace reeve::rehearse
