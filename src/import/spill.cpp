#include "import/spill.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace reeve::import {
namespace {

template <class Number>
void put_number(std::string& onto, Number number) {
    onto.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put_text(std::string& onto, std::string_view text) {
    put_number(onto, static_cast<std::uint32_t>(text.size()));
    onto.append(text);
}

template <class Number>
Number take_number(std::string_view& from) {
    Number number{};
    std::memcpy(&number, from.data(), sizeof number);
    from.remove_prefix(sizeof number);
    return number;
}

std::string_view take_text(std::string_view& from) {
    const auto size = take_number<std::uint32_t>(from);
    const std::string_view text = from.substr(0, size);
    from.remove_prefix(size);
    return text;
}

// What this program laid down itself, on this machine, in this run.
void write_row(std::string& onto, const SortedRow& row) {
    put_text(onto, row.key);
    put_number(onto, row.at.micros);
    put_number(onto, row.order);
    put_number(onto, row.file);
    put_number(onto, row.line);
    onto.append(reinterpret_cast<const char*>(row.hash.data()), row.hash.size());
    put_number(onto, static_cast<std::uint32_t>(row.cells.size()));
    for (const std::string& cell : row.cells) put_text(onto, cell);
}

void read_row(std::string_view from, SortedRow& row) {
    row.key = take_text(from);
    row.at = Instant{take_number<std::int64_t>(from)};
    row.order = take_number<std::int64_t>(from);
    row.file = take_number<std::int32_t>(from);
    row.line = take_number<std::int64_t>(from);
    std::memcpy(row.hash.data(), from.data(), row.hash.size());
    from.remove_prefix(row.hash.size());
    row.cells.resize(take_number<std::uint32_t>(from));
    for (std::string& cell : row.cells) cell = take_text(from);
}

auto sorted_by(const SortedRow& row) {
    return std::tuple<std::string_view, std::int64_t, std::int64_t>(row.key, row.at.micros, row.order);
}

}  // namespace

// A sorted part on disk: written once, then read once.
class Spill::Run {
public:
    explicit Run(const std::string& folder) {
        std::string name = folder + "/import-XXXXXX";
        const int file = ::mkstemp(name.data());
        if (file >= 0) ::unlink(name.c_str());
        file_ = file >= 0 ? ::fdopen(file, "w+b") : nullptr;
        if (!file_) throw std::runtime_error(fmt::format("no file can be made in {}", folder));
    }
    ~Run() { std::fclose(file_); }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void write(std::string_view bytes) {
        const auto size = static_cast<std::uint32_t>(bytes.size());
        if (std::fwrite(&size, sizeof size, 1, file_) != 1 ||
            std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
            throw std::runtime_error("the disk is full: the rows cannot be sorted");
    }

    void rewind() {
        if (std::fflush(file_) != 0 || std::fseek(file_, 0, SEEK_SET) != 0)
            throw std::runtime_error("the disk is full: the rows cannot be sorted");
        advance();
    }

    void advance() {
        std::uint32_t size = 0;
        ended_ = std::fread(&size, sizeof size, 1, file_) != 1;
        if (ended_) return;
        bytes_.resize(size);
        if (std::fread(bytes_.data(), 1, size, file_) != size)
            throw std::runtime_error("the sorted rows cannot be read back");
        read_row(bytes_, row_);
    }

    [[nodiscard]] bool ended() const { return ended_; }
    [[nodiscard]] SortedRow& row() { return row_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    std::FILE* file_ = nullptr;
    std::string bytes_;
    SortedRow row_;
    bool ended_ = false;
};

Spill::Spill(std::string folder, SpillLimits limits) : folder_(std::move(folder)), limits_(limits) {}

Spill::~Spill() = default;

void Spill::add(const SortedRow& row) {
    Place place{{}, row.at.micros, row.order, memory_.size(), 0};
    write_row(memory_, row);
    place.size = memory_.size() - place.begin;
    places_.push_back(place);
    if (memory_.size() + places_.size() * sizeof(Place) > limits_.memory) lay_down();
}

void Spill::sort_memory() {
    for (Place& place : places_) {
        std::string_view from = std::string_view(memory_).substr(place.begin, place.size);
        place.key = take_text(from);
    }
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
        return std::tie(a.key, a.at, a.order) < std::tie(b.key, b.at, b.order);
    });
}

void Spill::lay_down() {
    if (runs_.size() == limits_.runs) merge_all();
    sort_memory();
    auto run = std::make_unique<Run>(folder_);
    for (const Place& place : places_) run->write(std::string_view(memory_).substr(place.begin, place.size));
    run->rewind();
    runs_.push_back(std::move(run));
    memory_.clear();
    places_.clear();
}

Spill::Run* Spill::least() {
    Run* least = nullptr;
    for (const auto& run : runs_)
        if (!run->ended() && (!least || sorted_by(run->row()) < sorted_by(least->row()))) least = run.get();
    return least;
}

void Spill::merge_all() {
    auto all = std::make_unique<Run>(folder_);
    while (Run* run = least()) {
        all->write(run->bytes());
        run->advance();
    }
    all->rewind();
    runs_.clear();
    runs_.push_back(std::move(all));
}

void Spill::sort() {
    if (runs_.empty()) {
        sort_memory();
        return;
    }
    if (!places_.empty()) lay_down();
    memory_ = {};
    places_ = {};
}

bool Spill::next(SortedRow& row) {
    if (given_ < places_.size()) {
        const Place& place = places_[given_++];
        read_row(std::string_view(memory_).substr(place.begin, place.size), row);
        return true;
    }
    Run* run = least();
    if (!run) return false;
    std::swap(row, run->row());
    run->advance();
    return true;
}

}  // namespace reeve::import
