#include "import/tell.hpp"

#include <fmt/format.h>

#include "base/csv.hpp"

namespace reeve::import {
namespace {

constexpr std::int64_t shown_of_a_kind = 20;
constexpr std::size_t kinds_max = 1000;

// The sentence without what differs from row to row: quoted words and figures.
std::string kind_of(std::string_view why) {
    std::string kind;
    bool quoted = false;
    for (const char c : why) {
        if (c == '\'') quoted = !quoted;
        if (!quoted && !(c >= '0' && c <= '9')) kind += c;
    }
    return kind;
}

void write(std::optional<ByteSink>& file, const std::vector<std::string>& cells) {
    if (!file) return;
    std::string row;
    append_csv_row(row, cells);
    file->write(row);
}

}  // namespace

Teller::Teller(const ImportOrder& order, const std::vector<std::string>& columns)
    : order_(order), columns_(columns.size()) {
    if (!order.rejected_file.empty()) {
        rejected_file_.emplace(order.rejected_file);
        std::vector<std::string> head{"rejected_file", "rejected_line", "rejected_why"};
        head.insert(head.end(), columns.begin(), columns.end());
        write(rejected_file_, head);
    }
    if (!order.flags_file.empty()) {
        flags_file_.emplace(order.flags_file);
        write(flags_file_, {"file", "line", "key", "why"});
    }
}

void Teller::reject(std::size_t file, std::int64_t line, std::string_view why,
                    const std::vector<std::string>* cells) {
    ++rejected_;
    order_.say(fmt::format("{}:{}: rejected: {}", order_.files[file], line, why));
    if (!rejected_file_) return;
    std::vector<std::string> row{order_.files[file], std::to_string(line), std::string(why)};
    if (cells) row.insert(row.end(), cells->begin(), cells->end());
    row.resize(3 + columns_);
    write(rejected_file_, row);
}

void Teller::reject(const SortedRow& row, std::string_view why) {
    reject(static_cast<std::size_t>(row.file), row.line, why, &row.cells);
}

void Teller::flag(std::size_t file, std::int64_t line, std::string_view key, std::string_view why) {
    ++flagged_;
    write(flags_file_, {order_.files[file], std::to_string(line), std::string(key), std::string(why)});
    std::string kind = kind_of(why);
    if (kinds_.size() >= kinds_max && !kinds_.contains(kind)) kind = "others";
    if (++kinds_[kind] <= shown_of_a_kind)
        order_.say(fmt::format("{}:{}: flagged: {}: {}", order_.files[file], line, key, why));
}

void Teller::finish() {
    for (const auto& [kind, count] : kinds_)
        if (count > shown_of_a_kind)
            order_.say(fmt::format("… and {} more such as the {} flagged \"{}\"{}", count - shown_of_a_kind,
                                   shown_of_a_kind, kind,
                                   order_.flags_file.empty() ? "; --flags FILE writes all" : ""));
    if (rejected_file_) rejected_file_->close();
    if (flags_file_) flags_file_->close();
}

}  // namespace reeve::import
