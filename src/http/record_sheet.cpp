#include "http/record_sheet.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/csv.hpp"
#include "base/instant.hpp"
#include "http/field_views.hpp"

namespace reeve::http {
namespace {

using records::Record;

std::string person_name(const desk::World& world, Id id) {
    const records::Person* person = world.directory->person(id);
    return person ? person->display : "";
}

std::string organisation_name(const desk::World& world, Id id) {
    const records::Organisation* organisation = world.directory->organisation(id);
    return organisation ? organisation->display : "";
}

std::string team_name(const desk::World& world, Id id) {
    const records::Team* team = world.directory->team(id);
    return team ? team->display : "";
}

struct Column {
    std::string_view name;
    std::string (*cell)(const desk::World&, const Record&);
};

constexpr std::array<Column, 20> kCommon{{
    {"number", [](const desk::World&, const Record& record) { return record.number; }},
    {"process", [](const desk::World&, const Record& record) { return record.process; }},
    {"type", [](const desk::World&, const Record& record) { return record.type; }},
    {"kind", [](const desk::World&, const Record& record) { return record.kind; }},
    {"state", [](const desk::World&, const Record& record) { return record.state; }},
    {"open",
     [](const desk::World&, const Record& record) { return std::string(record.open ? "true" : "false"); }},
    {"waiting", [](const desk::World&, const Record& record) { return record.waiting; }},
    {"priority", [](const desk::World&, const Record& record) { return record.priority; }},
    {"title", [](const desk::World&, const Record& record) { return record.title; }},
    {"description", [](const desk::World&, const Record& record) { return record.description; }},
    {"reporter",
     [](const desk::World& world, const Record& record) { return person_name(world, record.reporter); }},
    {"logged_by",
     [](const desk::World& world, const Record& record) { return person_name(world, record.logged_by); }},
    {"channel", [](const desk::World&, const Record& record) { return record.channel; }},
    {"organisation", [](const desk::World& world,
                        const Record& record) { return organisation_name(world, record.organisation); }},
    {"holder", [](const desk::World&, const Record& record) { return record.holder.role; }},
    {"team",
     [](const desk::World& world, const Record& record) { return team_name(world, record.holder.team); }},
    {"assignee",
     [](const desk::World& world, const Record& record) { return person_name(world, record.holder.person); }},
    {"due",
     [](const desk::World&, const Record& record) {
         const auto due = record.due();
         return due ? text(*due) : std::string();
     }},
    {"created", [](const desk::World&, const Record& record) { return text(record.created); }},
    {"updated", [](const desk::World&, const Record& record) { return text(record.updated); }},
}};

bool may_give(const store::Filter& filter, const process::Process& process, const process::RecordType& type) {
    return (filter.process.empty() || filter.process == process.id) &&
           (filter.type.empty() || filter.type == type.name) &&
           (filter.kind.empty() || filter.kind == type.kind);
}

std::string cell_of(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.string();
    if (value.is_object()) return std::string(value.string_or_empty("name"));
    return write_json(value);
}

}  // namespace

RecordSheet::RecordSheet(const desk::World& world, const store::Filter& filter) {
    for (const Column& column : kCommon) columns_.emplace_back(column.name);
    for (const desk::ProcessVersion& version : world.processes)
        for (const process::RecordType& type : version.process->types) {
            if (!may_give(filter, *version.process, type)) continue;
            for (const process::Field& field : type.fields)
                if (std::ranges::find(columns_, field.name) == columns_.end()) columns_.push_back(field.name);
        }
}

void RecordSheet::append_header(std::string& onto) const {
    append_csv_row(onto, columns_);
}

void RecordSheet::append(std::string& onto, const Viewer& viewer, const Record& record) const {
    const process::RecordType* type = viewer.world.type_of(record);
    std::vector<std::string> cells;
    cells.reserve(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto field = type ? type->field(columns_[i]) : std::nullopt;
        if (field) {
            const Json* stored = record.field(columns_[i]);
            cells.push_back(stored ? cell_of(value_json(viewer, &type->fields[*field], *stored)) : "");
        } else if (i < kCommon.size()) {
            cells.push_back(kCommon[i].cell(viewer.world, record));
        } else {
            cells.emplace_back();
        }
    }
    append_csv_row(onto, cells);
}

}  // namespace reeve::http
