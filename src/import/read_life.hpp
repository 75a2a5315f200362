#pragma once
// The rows of one record, as the file has them, become its life in this desk's words.

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/cast.hpp"
#include "import/spill.hpp"
#include "process/import_mapping.hpp"
#include "records/imported.hpp"

namespace reeve::import {

struct RejectedRow {
    std::size_t row = 0;  // of those given
    std::string why;      // a sentence
};

class LifeReader {
public:
    // `known`: the columns of the rows' cells, ImportMapping::known_columns(). All three outlive the reader.
    LifeReader(const process::ImportMapping& mapping, const process::Process& process,
               const std::vector<std::string>& known);

    // What a row is sorted by; a sentence where it has no key, or no instant that can be read.
    [[nodiscard]] std::expected<std::string, std::string> key(const std::vector<std::string>& cells) const;
    [[nodiscard]] std::expected<Instant, std::string> at(const std::vector<std::string>& cells) const;

    // `rows` of one key, in their order, not empty. Who is named for the first time is added to the batch.
    [[nodiscard]] records::ImportedLife read(std::span<const SortedRow> rows, Cast& cast, Batch& batch,
                                             std::vector<RejectedRow>& rejected) const;

private:
    using Cells = std::vector<std::string>;
    using Places = std::vector<std::size_t>;
    struct Piece {
        bool column = false;
        std::size_t place = 0;
        std::string text;
    };
    using Alternatives = std::vector<std::vector<Piece>>;
    struct BoundField {
        const process::FieldFrom* from = nullptr;
        const process::Field* field = nullptr;
        Places places;
        Alternatives text;
    };
    struct Life;  // while it is read

    [[nodiscard]] Places places_of(const process::Columns& columns) const;
    [[nodiscard]] Alternatives bound(const process::TextFrom& text) const;
    [[nodiscard]] static std::string_view filled(const Cells& cells, const Places& places);
    [[nodiscard]] static std::string text_of(const Cells& cells, const Alternatives& text);
    [[nodiscard]] std::optional<Instant> instant(std::string_view text) const;

    void read_head(std::span<const SortedRow> rows, Life& life) const;
    [[nodiscard]] bool read_row(const SortedRow& row, Life& life, records::ImportedRow& onto) const;
    [[nodiscard]] bool read_state(const Cells& cells, Life& life, records::ImportedRow& onto) const;
    [[nodiscard]] bool read_field(const Cells& cells, const BoundField& bound, Life& life,
                                  records::ImportedRow& onto) const;
    [[nodiscard]] bool put_mapped(std::string_view cell, const BoundField& bound, Life& life,
                                  records::ImportedRow& onto) const;
    void put_plain(std::string_view cell, const BoundField& bound, Life& life,
                   records::ImportedRow& onto) const;
    [[nodiscard]] bool read_priority(const Cells& cells, Life& life, records::ImportedRow& onto) const;
    static void flag_backward(std::span<const SortedRow> rows, Life& life);
    void flag_differing(std::span<const SortedRow> rows, Life& life) const;
    [[nodiscard]] std::string difference(const BoundField& bound, const Cells& last, const Life& life) const;

    const process::ImportMapping& mapping_;
    const process::Process& process_;
    const process::RecordType& type_;
    const std::vector<std::string>& known_;
    Places key_, at_, born_, channel_, reporter_, logged_by_, by_, assignee_, state_, priority_;
    Alternatives title_, description_, comment_;
    std::vector<BoundField> fields_;
};

}  // namespace reeve::import
