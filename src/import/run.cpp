#include "import/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "import/handover.hpp"
#include "import/projection.hpp"
#include "import/read_life.hpp"
#include "import/row_source.hpp"
#include "import/spill.hpp"
#include "import/tell.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t life_rows_max = 2000;  // of one record that are handed on together
constexpr std::size_t batches_waiting = 2;
constexpr std::size_t rows_of_a_piece = 200;
constexpr std::size_t pieces_waiting = 8;

using process::ImportMapping;

std::unique_ptr<RowSource> open(const ImportMapping& mapping, const std::string& file,
                                const std::vector<std::string>& known) {
    return mapping.form == ImportMapping::Form::xes ? open_xes(file, known)
                                                    : open_csv(file, mapping.windows_1252);
}

// A batch with what must be said of its rows, so that one thread alone speaks.
struct Ready {
    Batch batch;
    std::vector<std::pair<SortedRow, std::string>> rejected;
};

// A row as the file has it, or why it is none.
struct Read {
    SourceRow row;
    std::optional<std::string> broken;
};

class Import {
public:
    Import(const ImportMapping& mapping, const process::Process& process, const ImportOrder& order,
           Sink& sink)
        : mapping_(mapping),
          process_(process),
          order_(order),
          sink_(sink),
          known_(mapping.known_columns()),
          reader_(mapping, process, known_),
          teller_(order, known_),
          spill_(order.folder) {}

    ImportTotals run() {
        if (mapping_.organisation && !mapping_.organisation->hours.is_null())
            sink_.enter_calendar(mapping_.organisation->calendar, mapping_.organisation->hours);
        for (std::size_t i = 0; i < order_.files.size(); ++i) read_file(i);
        spill_.sort();
        hand_over<Ready>(
            batches_waiting, [&](Handover<Ready>& handover) { make_batches(handover); },
            [&](Ready ready) { put(std::move(ready)); });
        for (const std::string& line : closing_) order_.say(line);
        teller_.finish();
        totals_.rejected = teller_.rejected();
        totals_.flagged = teller_.flagged();
        return totals_;
    }

private:
    void read_file(std::size_t file) {
        const std::string& name = order_.files[file];
        const auto source = open(mapping_, name, known_);
        const Projection projection(mapping_, known_, source->columns());
        for (const process::Columns* needed : {&mapping_.key, &mapping_.at})
            if (!projection.has(*needed))
                throw std::runtime_error(fmt::format("{} has no column {}, which the mapping needs", name,
                                                     join(needed->names, " or ")));
        if (!projection.missing().empty())
            closing_.push_back(fmt::format("{}: columns that the mapping uses and the file does not have: {}",
                                           name, join(projection.missing(), ", ")));
        if (!projection.unknown().empty())
            closing_.push_back(fmt::format("{}: columns that the mapping neither uses nor ignores: {}", name,
                                           join(projection.unknown(), ", ")));
        hand_over<std::vector<Read>>(
            pieces_waiting, [&](Handover<std::vector<Read>>& handover) { read_rows(*source, handover); },
            [&](const std::vector<Read>& piece) {
                for (const Read& read : piece) {
                    ++totals_.rows;
                    if (read.broken)
                        teller_.reject(file, read.row.line, *read.broken, nullptr);
                    else
                        sort_in(file, read.row, projection);
                }
            });
    }

    // On the reading thread: parsing and hashing take as long as what is done with the rows.
    static void read_rows(RowSource& source, Handover<std::vector<Read>>& handover) {
        std::vector<Read> piece;
        Read read;
        for (auto next = source.next(read.row); next != RowSource::Next::end; next = source.next(read.row)) {
            if (next == RowSource::Next::broken) read.broken = source.why();
            piece.push_back(std::exchange(read, {}));
            if (piece.size() == rows_of_a_piece && !handover.give(std::exchange(piece, {}))) return;
        }
        (void)handover.give(std::move(piece));
    }

    void sort_in(std::size_t file, const SourceRow& row, const Projection& projection) {
        projection.project(row.cells, sorted_.cells);
        const auto key = reader_.key(sorted_.cells);
        const auto at = reader_.at(sorted_.cells);
        if (!key || !at) {
            teller_.reject(file, row.line, key ? at.error() : key.error(), &sorted_.cells);
            return;
        }
        sorted_.key = *key;
        sorted_.at = *at;
        ++sorted_.order;
        sorted_.file = static_cast<std::int32_t>(file);
        sorted_.line = row.line;
        sorted_.hash = row.hash;
        spill_.add(sorted_);
    }

    // On the reading thread, which alone has the spill, the reader of lives and the cast from here on.
    void make_batches(Handover<Ready>& handover) {
        Cast cast(organisation());
        Ready ready = fresh();
        name_organisation(ready.batch);
        std::vector<SortedRow> rows;
        SortedRow row;
        while (spill_.next(row)) {
            if (!rows.empty() && (rows.front().key != row.key || rows.size() == life_rows_max)) {
                add_life(rows, cast, ready);
                if (ready.batch.rows.size() >= sink_.rows_per_batch()) {
                    if (!handover.give(std::move(ready))) return;
                    ready = fresh();
                }
            }
            rows.push_back(std::move(row));
        }
        if (!rows.empty()) add_life(rows, cast, ready);
        (void)handover.give(std::move(ready));
    }

    [[nodiscard]] Ready fresh() const {
        Ready ready;
        ready.batch.what.source = mapping_.source;
        ready.batch.what.process = process_.id;
        return ready;
    }

    void add_life(std::vector<SortedRow>& rows, Cast& cast, Ready& ready) {
        std::vector<RejectedRow> rejected;
        records::ImportedLife life = reader_.read(rows, cast, ready.batch, rejected);
        if (!life.rows.empty()) ready.batch.what.lives.push_back(std::move(life));
        for (RejectedRow& one : rejected) ready.rejected.emplace_back(rows[one.row], std::move(one.why));
        ready.batch.rows.insert(ready.batch.rows.end(), std::make_move_iterator(rows.begin()),
                                std::make_move_iterator(rows.end()));
        rows.clear();
    }

    [[nodiscard]] std::string organisation() const {
        if (!order_.organisation.empty()) return handle_of("", order_.organisation);
        return mapping_.organisation ? mapping_.organisation->name : mapping_.source;
    }

    void name_organisation(Batch& batch) const {
        desk::ImportedOrganisation made{organisation(), mapping_.source, {}, {}};
        if (mapping_.organisation) {
            made.display = mapping_.organisation->title.empty() ? made.name : mapping_.organisation->title;
            made.kind = mapping_.organisation->kind;
            made.calendar = mapping_.organisation->calendar;
        }
        if (!order_.organisation.empty()) made.display = order_.organisation;
        batch.what.organisations.push_back(std::move(made));
    }

    void put(Ready ready) {
        for (const auto& [row, why] : ready.rejected) teller_.reject(row, why);
        if (ready.batch.what.lives.empty()) return;
        std::vector<SortedRow> rows = std::move(ready.batch.rows);
        const std::string last = ready.batch.what.lives.back().key;
        const bool goes_on = ready.batch.what.lives.front().key == last_key_;
        const desk::ImportReport report = sink_.put(std::move(ready.batch));
        // A record that was cut between two batches is one.
        totals_.records += report.records - (goes_on && report.records > 0 ? 1 : 0);
        last_key_ = last;
        totals_.created += report.created;
        totals_.known += report.known;
        totals_.compared += report.compared;
        totals_.agreeing += report.agreeing;
        for (const records::ImportNote& note : report.rejected) reject(rows, note);
        for (const records::ImportNote& note : report.flagged)
            teller_.flag(static_cast<std::size_t>(row_of(rows, note.key, note.line).file), note.line,
                         note.key, note.why);
        for (const records::PriorityDiffers& one : report.differing)
            teller_.flag(static_cast<std::size_t>(row_of(rows, one.key, one.line).file), one.line, one.key,
                         fmt::format("the file says the priority {}, the desk {}", one.source,
                                     one.desk.empty() ? "none" : one.desk));
    }

    // Of line 0 is what concerns the whole record: its first row stands for it.
    static const SortedRow& row_of(const std::vector<SortedRow>& rows, std::string_view key,
                                   std::int64_t line) {
        const SortedRow* found = &rows.front();
        for (const SortedRow& row : rows) {
            if (row.key != key) continue;
            if (found->key != key) found = &row;
            if (row.line == line) return row;
        }
        return *found;
    }

    void reject(const std::vector<SortedRow>& rows, const records::ImportNote& note) {
        if (note.line > 0) return teller_.reject(row_of(rows, note.key, note.line), note.why);
        for (const SortedRow& row : rows)
            if (row.key == note.key) teller_.reject(row, note.why);
    }

    const ImportMapping& mapping_;
    const process::Process& process_;
    const ImportOrder& order_;
    Sink& sink_;
    const std::vector<std::string> known_;
    LifeReader reader_;
    Teller teller_;
    Spill spill_;
    SortedRow sorted_;
    std::string last_key_;
    std::vector<std::string> closing_;
    ImportTotals totals_;
};

}  // namespace

ImportTotals run_import(const ImportMapping& mapping, const process::Process& process,
                        const ImportOrder& order, Sink& sink) {
    return Import(mapping, process, order, sink).run();
}

std::vector<std::string> lines_of(const ImportTotals& totals) {
    return {fmt::format("rows: {}", totals.rows),
            fmt::format("records: {} ({} new)", totals.records, totals.created),
            fmt::format("known: {}", totals.known),
            fmt::format("rejected: {}", totals.rejected),
            fmt::format("flagged: {}", totals.flagged),
            fmt::format("agreeing priorities: {} of {}", totals.agreeing, totals.compared)};
}

}  // namespace reeve::import
