#include "verify/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "base/uri.hpp"

namespace reeve::verify {
namespace {

std::string place(const Reported& reported, const std::string& file, int line, int column) {
    std::string at = reported.folder.empty() ? file : reported.folder + "/" + file;
    if (line > 0) at += fmt::format(":{}", line);
    if (column > 0) at += fmt::format(":{}", column);
    return at;
}

JsonArray lines_of(const std::vector<std::string>& lines) {
    JsonArray array;
    for (const std::string& line : lines) array.emplace_back(line);
    return array;
}

// A file among what is said.
std::string set_off(const std::string& file) {
    std::string out;
    for (const std::string_view line : split(file, '\n'))
        if (!line.empty()) out += fmt::format("    | {}\n", line);
    return out;
}

Json finding_as_json(const Finding& finding) {
    JsonObject one{{"id", finding.id()},       {"severity", word(finding.severity)},
                   {"file", finding.file},     {"line", finding.line},
                   {"column", finding.column}, {"sentence", finding.sentence}};
    if (!finding.way.empty()) one.set("way", lines_of(finding.way));
    if (!finding.rehearsal.empty()) one.set("rehearsal", finding.rehearsal);
    return one;
}

Json problem_as_json(const Problem& problem) {
    return JsonObject{{"severity", problem.warning ? "warning" : "error"},
                      {"file", problem.file},
                      {"line", problem.line},
                      {"column", problem.column},
                      {"sentence", text(problem)}};
}

// SARIF knows error, warning, note and none.
std::string_view level(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::note: return "note";
        case Severity::limit: return "warning";
    }
    return "none";
}

// A reference to the file: relative as the folder was given, or whole.
std::string uri_of(const Reported& reported, const std::string& file) {
    const std::string path = reported.folder.empty() ? file : reported.folder + "/" + file;
    return (path.starts_with('/') ? "file://" : "") + percent_encoded_path(path);
}

// What is said of a file as a whole has no region.
Json place_in(const Reported& reported, const std::string& file, int line, int column) {
    JsonObject place{{"artifactLocation", JsonObject{{"uri", uri_of(reported, file)}}}};
    if (line > 0) {
        JsonObject region{{"startLine", line}};
        if (column > 0) region.set("startColumn", column);
        place.set("region", std::move(region));
    }
    return JsonObject{{"physicalLocation", std::move(place)}};
}

Json flow(const Reported& reported, const Finding& finding) {
    JsonArray steps;
    for (const std::string& line : finding.way)
        steps.push_back(JsonObject{
            {"location",
             JsonObject{{"physicalLocation",
                         *place_in(reported, finding.file, finding.line, 0).find("physicalLocation")},
                        {"message", JsonObject{{"text", line}}}}}});
    return JsonObject{{"threadFlows", JsonArray{JsonObject{{"locations", std::move(steps)}}}}};
}

Json finding_as_sarif(const Reported& reported, const Finding& finding) {
    JsonObject result{
        {"ruleId", finding.kind},
        {"level", level(finding.severity)},
        {"message", JsonObject{{"text", finding.sentence}}},
        {"locations", JsonArray{place_in(reported, finding.file, finding.line, finding.column)}},
        {"partialFingerprints", JsonObject{{"finding/v1", reported.process + "/" + finding.id()}}}};
    if (!finding.way.empty()) result.set("codeFlows", JsonArray{flow(reported, finding)});
    return result;
}

Json problem_as_sarif(const Reported& reported, const Problem& problem) {
    return JsonObject{
        {"ruleId", "mistake"},
        {"level", problem.warning ? "warning" : "error"},
        {"message", JsonObject{{"text", problem.what}}},
        {"locations", JsonArray{place_in(reported, problem.file, problem.line, problem.column)}}};
}

}  // namespace

std::string as_text(const Reported& reported) {
    std::string out;
    for (const Finding& finding : reported.findings) {
        out += fmt::format("{}: {}: {} [{}]\n", place(reported, finding.file, finding.line, finding.column),
                           word(finding.severity), finding.sentence, finding.id());
        int number = 0;
        for (const std::string& line : finding.way) out += fmt::format("    {}. {}\n", ++number, line);
        if (finding.rehearsal.empty()) continue;
        out += "    As a rehearsal, which plays so:\n" + set_off(finding.rehearsal);
    }
    if (!reported.demo.empty())
        out += "    Who there is in these rehearsals, as a demo.yaml beside the process:\n" +
               set_off(reported.demo);
    for (const TypeChecked& type : reported.types)
        out += fmt::format("{}: {} explored{}: {} states\n", reported.process, type.type,
                           type.complete ? "" : " in part", type.states);
    return out;
}

Json as_json(const std::vector<Finding>& findings) {
    JsonArray all;
    for (const Finding& finding : findings) all.push_back(finding_as_json(finding));
    return all;
}

Json as_json(const std::vector<Reported>& all) {
    JsonArray processes;
    for (const Reported& reported : all) {
        JsonArray types, problems;
        for (const TypeChecked& type : reported.types)
            types.push_back(JsonObject{{"type", type.type},
                                       {"states", static_cast<std::int64_t>(type.states)},
                                       {"complete", type.complete}});
        for (const Problem& problem : reported.problems) problems.push_back(problem_as_json(problem));
        JsonObject process{{"process", reported.process},
                           {"types", std::move(types)},
                           {"problems", std::move(problems)},
                           {"findings", as_json(reported.findings)}};
        if (!reported.demo.empty()) process.set("demo", reported.demo);
        processes.emplace_back(std::move(process));
    }
    return JsonObject{{"processes", std::move(processes)}};
}

Json as_sarif(const std::vector<Reported>& all, std::string_view version) {
    JsonArray results;
    std::map<std::string, bool> kinds;
    for (const Reported& reported : all) {
        for (const Problem& problem : reported.problems) {
            kinds["mistake"] = true;
            results.push_back(problem_as_sarif(reported, problem));
        }
        for (const Finding& finding : reported.findings) {
            kinds[finding.kind] = true;
            results.push_back(finding_as_sarif(reported, finding));
        }
    }
    JsonArray rules;
    for (const auto& [kind, known] : kinds) rules.push_back(JsonObject{{"id", kind}});
    JsonObject driver{{"name", "reeve check"}, {"version", version}, {"rules", std::move(rules)}};
    JsonObject run{{"tool", JsonObject{{"driver", std::move(driver)}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"results", std::move(results)}};
    return JsonObject{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", JsonArray{std::move(run)}}};
}

Problem as_problem(const Finding& finding) {
    return {finding.file,
            finding.line,
            finding.column,
            finding.sentence,
            "",
            "",
            finding.severity != Severity::error};
}

}  // namespace reeve::verify
