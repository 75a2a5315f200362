#include "import/export_log.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "base/csv.hpp"
#include "import/xes_writer.hpp"

namespace reeve::import {
namespace {

using process::FieldKind;
using records::Event;
using records::Record;
using Attributes = std::vector<XesAttribute>;

// How a record stands while its events are gone through.
struct Standing {
    std::string state;
    records::Holder holder;
    Id assignee;
    bool operator==(const Standing&) const = default;
};

// Whether it stands otherwise after the event.
bool moves(const Event& event, Standing& now) {
    const Standing before = now;
    for (const records::Change& change : event.changes) {
        if (const auto* entered = std::get_if<records::StateEntered>(&change)) {
            now.state = entered->state;
        } else if (const auto* leg = std::get_if<records::LegOpened>(&change)) {
            now.holder = leg->holder;
            now.assignee = std::exchange(now.holder.person, {});
        } else if (const auto* assigned = std::get_if<records::Assigned>(&change)) {
            now.assignee = assigned->person;
        }
    }
    return now != before;
}

// Where traces and events go.
class LogFile {
public:
    virtual ~LogFile() = default;
    virtual void begin_trace(const Attributes& attributes) = 0;
    virtual void event(const Attributes& attributes) = 0;
    virtual void end_trace() = 0;
    virtual void finish() = 0;
};

class XesFile : public LogFile {
public:
    explicit XesFile(const std::string& path) : writer_(path) {}
    void begin_trace(const Attributes& attributes) override { writer_.begin_trace(attributes); }
    void event(const Attributes& attributes) override { writer_.event(attributes); }
    void end_trace() override { writer_.end_trace(); }
    void finish() override { writer_.finish(); }

private:
    XesWriter writer_;
};

// Each event a row that says its trace too.
class CsvFile : public LogFile {
public:
    CsvFile(const std::string& path, std::vector<std::string> columns)
        : file_(path), columns_(std::move(columns)) {
        append_csv_row(text_, columns_);
    }
    void begin_trace(const Attributes& attributes) override { trace_ = attributes; }
    void event(const Attributes& attributes) override {
        std::vector<std::string> cells;
        for (const std::string& column : columns_) {
            const bool of_trace = column.starts_with(prefix);
            const Attributes& from = of_trace ? trace_ : attributes;
            const std::string_view key = std::string_view(column).substr(of_trace ? prefix.size() : 0);
            const auto found = std::find_if(from.begin(), from.end(),
                                            [&](const XesAttribute& one) { return one.key == key; });
            cells.push_back(found == from.end() ? "" : found->value);
        }
        append_csv_row(text_, cells);
        if (text_.size() > 256 * 1024) write_out();
    }
    void end_trace() override {}
    void finish() override {
        write_out();
        file_.close();
    }

    static constexpr std::string_view prefix = "trace:";

private:
    void write_out() {
        file_.write(text_);
        text_.clear();
    }

    ByteSink file_;
    std::vector<std::string> columns_;
    Attributes trace_;
    std::string text_;
};

class Exporting {
public:
    Exporting(store::Reader& reader, const desk::World& world, LogFile& file)
        : reader_(reader), world_(world), file_(file) {
        sight_.everything = true;
    }

    Exported run(const std::string& process, const std::string& type) {
        store::Filter filter;
        filter.process = process;
        filter.type = type;
        filter.sort = store::Sort::number;
        std::string after;
        do {
            const store::Page page = reader_.list(sight_, filter, after, page_size, false);
            for (const Record& row : page.records)
                if (const std::optional<Record> record = reader_.record(sight_, row.id)) trace(*record);
            after = page.next;
        } while (!after.empty());
        file_.finish();
        return exported_;
    }

private:
    static constexpr std::size_t page_size = 200;

    void trace(const Record& record) {
        ++exported_.traces;
        file_.begin_trace(trace_attributes(record));
        Standing now;
        std::string after;
        do {
            const store::TimelinePage page = reader_.timeline(sight_, record.id, after, page_size);
            for (const store::TimelineRow& row : page.rows)
                if (moves(row.event, now)) {
                    ++exported_.events;
                    file_.event(event_attributes(row.event, now));
                }
            after = page.next;
        } while (!after.empty());
        file_.end_trace();
    }

    Attributes trace_attributes(const Record& record) const {
        Attributes found{{"string", "concept:name", record.number},
                         {"string", "process", record.process},
                         {"string", "type", record.type}};
        put(found, "title", record.title);
        put(found, "description", record.description);
        put(found, "reporter", person(record.reporter));
        put(found, "logged_by", person(record.logged_by));
        put(found, "channel", record.channel);
        put(found, "priority", record.priority);
        found.push_back({"date", "created", text(record.created)});
        const process::RecordType* type = world_.type_of(record);
        if (!type) return found;
        for (const process::Field& field : type->fields)
            if (const Json* value = record.field(field.name)) put_field(found, field, *value);
        return found;
    }

    static void put(Attributes& onto, std::string key, std::string value) {
        if (!value.empty()) onto.push_back({"string", std::move(key), std::move(value)});
    }

    void put_field(Attributes& onto, const process::Field& field, const Json& value) const {
        const std::string key = "field." + field.name;
        if (value.is_bool()) onto.push_back({"boolean", key, value.boolean() ? "true" : "false"});
        if (value.is_integer()) onto.push_back({"int", key, std::to_string(value.integer())});
        if (!value.is_string()) return;
        const auto id = Id::parse(value.string());
        switch (field.kind) {
            case FieldKind::instant: onto.push_back({"date", key, value.string()}); break;
            case FieldKind::person: put(onto, key, id ? person(*id) : ""); break;
            case FieldKind::team: put(onto, key, id ? team(*id) : ""); break;
            case FieldKind::organisation: put(onto, key, id ? organisation(*id) : ""); break;
            default: put(onto, key, value.string());
        }
    }

    Attributes event_attributes(const Event& event, const Standing& now) const {
        Attributes found{{"string", "concept:name", event.act.empty() ? now.state : event.act},
                         {"string", "lifecycle:transition", "complete"},
                         {"date", "time:timestamp", text(event.occurred_at)}};
        const Id who = event.actor.kind == records::ActorKind::person ? event.actor.id : event.on_behalf;
        put(found, "org:resource", person(who));
        put(found, "org:role", now.holder.role);
        put(found, "org:group", team(now.holder.team));
        put(found, "state", now.state);
        put(found, "assignee", person(now.assignee));
        put(found, "kind", event.type);
        return found;
    }

    std::string person(Id id) const {
        const records::Person* person = id.empty() ? nullptr : world_.directory->person(id);
        return person ? person->name : "";
    }
    std::string team(Id id) const {
        const records::Team* team = id.empty() ? nullptr : world_.directory->team(id);
        return team ? team->name : "";
    }
    std::string organisation(Id id) const {
        const records::Organisation* organisation = id.empty() ? nullptr : world_.directory->organisation(id);
        return organisation ? organisation->name : "";
    }

    store::Reader& reader_;
    const desk::World& world_;
    LogFile& file_;
    store::Sight sight_;
    Exported exported_;
};

// What an export of those types can say, in one order.
std::vector<std::string> columns_of(const desk::World& world, const std::string& process,
                                    const std::string& type) {
    std::vector<std::string> columns{"trace:concept:name", "trace:process",
                                     "trace:type",         "trace:title",
                                     "trace:description",  "trace:reporter",
                                     "trace:logged_by",    "trace:channel",
                                     "trace:priority",     "trace:created",
                                     "concept:name",       "time:timestamp",
                                     "org:resource",       "org:role",
                                     "org:group",          "state",
                                     "assignee",           "kind"};
    for (const desk::ProcessVersion& version : world.processes) {
        if (!process.empty() && version.process->id != process) continue;
        for (const process::RecordType& one : version.process->types) {
            if (!type.empty() && one.name != type) continue;
            for (const process::Field& field : one.fields) {
                const std::string column = "trace:field." + field.name;
                if (std::find(columns.begin(), columns.end(), column) == columns.end())
                    columns.push_back(column);
            }
        }
    }
    return columns;
}

}  // namespace

Exported export_log(store::Reader& reader, const desk::World& world, const std::string& process,
                    const std::string& type, const std::string& path, bool csv) {
    const std::unique_ptr<LogFile> file =
        csv ? std::unique_ptr<LogFile>(std::make_unique<CsvFile>(path, columns_of(world, process, type)))
            : std::make_unique<XesFile>(path);
    return Exporting(reader, world, *file).run(process, type);
}

}  // namespace reeve::import
