// The place Goals and Today as a person meets them, by role and English name.
import { type Locator, type Page } from "@playwright/test";

export class Goals {
  constructor(readonly page: Page) {}

  /** Writes a new goal from the open form and arrives at its page. */
  async create(title: string, kind = "Something to learn"): Promise<void> {
    await this.page.getByLabel("What do you want?").fill(title);
    await this.page.getByRole("radio", { name: kind }).check();
    await this.page.getByRole("button", { name: "Add goal" }).click();
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  async sign(text: string): Promise<void> {
    await this.page.getByLabel("New sign of success").fill(text);
    await this.page.getByRole("button", { name: "Add sign" }).click();
    await this.page.getByRole("checkbox", { name: `Met: ${text}` }).waitFor();
  }

  async step(title: string): Promise<void> {
    await this.page.getByLabel("New step").fill(title);
    await this.page.getByRole("button", { name: "Add step" }).click();
    await this.tick(title).waitFor();
  }

  async start(): Promise<void> {
    await this.page.getByRole("button", { name: "Start" }).click();
    await this.page.getByText(/Active since/).waitFor();
  }

  tick(title: string): Locator {
    return this.page.getByRole("checkbox", { name: `Done: ${title}` });
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name });
  }

  toast(): Locator {
    return this.page.getByRole("status");
  }

  async undo(): Promise<void> {
    await this.page.getByRole("button", { name: "Undo" }).click();
  }
}
