#include "desk/import.hpp"

namespace reeve::desk {
namespace {

Json notes_json(const std::vector<records::ImportNote>& notes) {
    JsonArray list;
    list.reserve(notes.size());
    for (const records::ImportNote& note : notes) {
        list.emplace_back(JsonObject{{"line", note.line}, {"key", note.key}, {"why", note.why}});
    }
    return list;
}

}  // namespace

Json report_json(const ImportReport& report) {
    JsonArray differing;
    differing.reserve(report.differing.size());
    for (const records::PriorityDiffers& one : report.differing) {
        differing.emplace_back(
            JsonObject{{"line", one.line}, {"key", one.key}, {"desk", one.desk}, {"source", one.source}});
    }
    return JsonObject{{"records", report.records},
                      {"created", report.created},
                      {"rows", report.rows},
                      {"added", report.added},
                      {"known", report.known},
                      {"flagged", notes_json(report.flagged)},
                      {"rejected", notes_json(report.rejected)},
                      {"compared", report.compared},
                      {"agreeing", report.agreeing},
                      {"differing", std::move(differing)}};
}

}  // namespace reeve::desk
