#include "verify/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "verify/explore_all.hpp"
#include "verify/mutual.hpp"
#include "verify/real_way.hpp"
#include "verify/targets.hpp"

namespace reeve::verify {
namespace {

// A row of which some cell takes only roles that never hold anything is there for the sake of completeness.
bool is_for_completeness(const process::Process& process, const process::Table& table,
                         const process::Row& row, const std::vector<bool>& holders) {
    for (std::size_t c = 0; c < table.in.size(); ++c) {
        if (table.in[c].type.kind != process::ColumnType::Kind::role) continue;
        bool taken = false;
        for (Index role = 0; role < process.roles.size(); ++role)
            taken = taken || (holders[role] && row.in[c].holds(cel::Value(process.roles[role].name)));
        if (!taken) return true;
    }
    return false;
}

void judge_rows(const process::Process& process, const Places& places, Checked& checked) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
    // Of each table that is asked: who holds records of the types that ask it.
    std::map<std::uint32_t, std::vector<bool>> asked;
    for (const Exploration& found : checked.explorations) {
        if (!found.complete) return;
        for (const auto& row : found.model->diagrams.rows_touched()) taken.insert(row);
    }
    for (const auto& [table, row] : taken) asked.try_emplace(table, process.roles.size());
    for (const Exploration& found : checked.explorations)
        for (const std::uint32_t table : found.model->tables)
            if (const auto holders = asked.find(table); holders != asked.end())
                for (Index role = 0; role < found.holders.size(); ++role)
                    if (found.holders[role]) holders->second[role] = true;
    for (std::uint32_t t = 0; t < process.tables.size(); ++t) {
        const process::Table& table = process.tables[t];
        for (std::uint32_t r = 0; asked.contains(t) && r < table.rows.size(); ++r) {
            if (taken.contains({t, r}) || is_for_completeness(process, table, table.rows[r], asked.at(t)))
                continue;
            Finding finding;
            finding.kind = "row_never_taken";
            finding.path = fmt::format("tables.{}.{}", table.name, r + 1);
            finding.severity = Severity::note;
            places.locate(finding, {"tables", table.name, "rows"});
            finding.line = table.rows[r].line;
            finding.sentence = fmt::format("Row {} of the table '{}' is never taken: nothing asks for it.",
                                           r + 1, table.name);
            checked.findings.push_back(std::move(finding));
        }
    }
}

void say_limits(const Places& places, Checked& checked) {
    for (const Exploration& found : checked.partners) {
        if (found.complete) continue;
        Finding& finding = checked.findings.emplace_back();
        finding.kind = "told_roughly";
        finding.path = found.model->process->id + "/" + found.model->type->name;
        finding.severity = Severity::limit;
        places.locate(finding, {"records"});
        finding.sentence = fmt::format(
            "Records of '{}' are linked, and there is more to explore of them than can be; they are taken to "
            "go wherever the acts of their process lead.",
            finding.path);
    }
}

// The same sentence about the same thing is told once, whoever does it: as what is so before what may be so,
// and with the first way, which is the shortest.
class Gathering {
public:
    explicit Gathering(std::vector<Finding>& findings) : findings_(findings) {}

    void add(Finding finding) {
        const auto [known, is_new] = at_.try_emplace({finding.id(), finding.sentence}, findings_.size());
        if (is_new)
            findings_.push_back(std::move(finding));
        else if (finding.severity < findings_[known->second].severity)
            findings_[known->second] = std::move(finding);
    }

private:
    std::vector<Finding>& findings_;
    std::map<std::pair<std::string, std::string>, std::size_t> at_;
};

}  // namespace

std::vector<const Exploration*> Checked::all() const {
    std::vector<const Exploration*> all;
    for (const auto* some : {&explorations, &partners})
        for (const Exploration& one : *some) all.push_back(&one);
    return all;
}

bool Checked::has_errors() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

Checked check(const process::Process& process, const std::vector<process::SourceFile>& files,
              const Bounds& bounds, std::span<const process::ProcessPtr> beside) {
    Checked checked;
    const Places places(files);
    Gathering gathering(checked.findings);
    std::vector<const process::Process*> partners;
    for (const process::ProcessPtr& partner : beside) partners.push_back(partner.get());
    ExploredAll explored = explore_all(process, bounds, partners);
    checked.explorations = std::move(explored.types);
    checked.partners = std::move(explored.partners);
    const std::vector<const Exploration*> all = checked.all();
    for (Index type = 0; type < process.types.size(); ++type) {
        const Exploration& found = checked.explorations[type];
        for (Finding& finding : judge(found, places)) {
            // What a real record does not do is only perhaps so.
            if (!finding.steps.empty() && finding.severity == Severity::error &&
                !has_real_way(found, finding, all))
                finding.severity = Severity::note;
            gathering.add(std::move(finding));
        }
        checked.types.push_back(
            {process.types[type].name, found.visited.size(), found.steps, found.bytes, found.complete});
    }
    for (Finding& finding : mutual_waits(checked.explorations, checked.partners, places))
        checked.findings.push_back(std::move(finding));
    say_limits(places, checked);
    judge_rows(process, places, checked);
    for (Finding& finding : impossible_targets(process, checked.explorations, files, places))
        checked.findings.push_back(std::move(finding));
    std::stable_sort(checked.findings.begin(), checked.findings.end(),
                     [](const Finding& a, const Finding& b) {
                         return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
                     });
    return checked;
}

}  // namespace reeve::verify
