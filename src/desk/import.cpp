#include "desk/import.hpp"

#include <iterator>
#include <utility>

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

template <class T>
void take_over(std::vector<T>& onto, std::vector<T>& from) {
    onto.insert(onto.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void add(ImportReport& onto, ImportReport more) {
    onto.records += more.records;
    onto.created += more.created;
    onto.rows += more.rows;
    onto.added += more.added;
    onto.known += more.known;
    onto.compared += more.compared;
    onto.agreeing += more.agreeing;
    take_over(onto.flagged, more.flagged);
    take_over(onto.rejected, more.rejected);
    take_over(onto.differing, more.differing);
}

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
